"""Words of the pages of decrees and agencies."""
