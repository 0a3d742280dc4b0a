"""The web page of a library: listen, read and search, on this machine alone."""
