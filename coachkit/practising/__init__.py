"""Practice: a customer's line from a real call, time to answer, and the replies that were given."""
