"""A graph written to files that others can read, cite and check: the same bytes every time."""
