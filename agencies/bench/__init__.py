"""The test bench: a draft beside the version in force, with the agencies that the decrees in force oblige."""
