"""Networks of what documents say."""
