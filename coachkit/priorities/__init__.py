"""Say which topics cost most, who handles them best, and whom to ask."""
