"""Template tags of the live screens."""
