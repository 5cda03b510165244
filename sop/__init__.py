"""What do the rules say? Incident types, procedures and their versions, classification."""
