"""What those at work on an incident tell each other: the doors of messages, patients and calls for help."""
