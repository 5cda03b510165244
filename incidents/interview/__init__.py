"""The interview: what callers are asked, by the version in force."""
