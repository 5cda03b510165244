"""The screen on the wall: what it shows and who lets it in."""
