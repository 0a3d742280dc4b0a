"""Moments: what people say and do at the stretches of a call that matter."""
