"""One page for a talk between a lead and an agent: what goes well, what to work on, what to hear together."""
