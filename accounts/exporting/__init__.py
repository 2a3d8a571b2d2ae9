"""Everything out: all tables and files in one archive, for every admin (decision 0058)."""
