"""The shift: its book and its handover."""
