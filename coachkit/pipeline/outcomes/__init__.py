"""Outcomes from tables, joined to their calls."""
