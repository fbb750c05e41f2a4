"""Put what forces said side by side: matrices, measures, networks, and what may not be compared."""
