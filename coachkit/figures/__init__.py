"""Figures over calls: averages by agent, team and kind of call, and the customer's mood over one call."""
