"""Named queries, and running any query: on a generation or on an endpoint elsewhere."""
