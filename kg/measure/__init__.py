"""Figures of what documents say: shares, rates and counts with their limits."""
