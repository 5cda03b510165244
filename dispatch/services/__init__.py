"""The only writers of what the centre does: where units are, the shift's book and its handover, screens on the wall."""
