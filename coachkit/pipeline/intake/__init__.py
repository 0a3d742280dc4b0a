"""Files of a folder become calls."""
