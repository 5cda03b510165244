"""A draft decree run over past incidents: who would have been called instead."""
