"""Measure the server beside its peers."""
