"""The only writers of what happened: guard, change, deadline, journal."""
