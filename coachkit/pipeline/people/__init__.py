"""Agents and customers: one person under one name."""
