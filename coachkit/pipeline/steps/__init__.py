"""How each stage is run on one call, or on the library."""
