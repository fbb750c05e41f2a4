"""Draft the next letter to each force: rows of named queries and records in, letters out.

Nothing is sent.  The day of today comes in as an argument; no name and no address is made up.
"""
