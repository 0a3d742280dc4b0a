"""What is new, and what to hear first."""
