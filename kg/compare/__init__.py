"""Put what forces said side by side, and say what may not be compared."""
