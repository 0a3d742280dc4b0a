"""A score learned from calls of which it is known how they went; nothing here reads or writes a library."""
