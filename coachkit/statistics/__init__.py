"""Figures with intervals: shares, averages and what is beyond chance."""
