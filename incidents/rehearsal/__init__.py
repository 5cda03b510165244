"""A draft procedure run over past reports: what would have changed, for whom, how much work."""
