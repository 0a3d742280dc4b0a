"""Battle cards: what customers say of a competitor or a feature, and which replies worked."""
