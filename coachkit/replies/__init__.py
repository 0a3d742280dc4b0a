"""Replies: what comes up in a call, what is answered, and how the customer takes it."""
