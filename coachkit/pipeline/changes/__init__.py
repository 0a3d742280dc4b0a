"""What people change in a library, and what follows from it."""
