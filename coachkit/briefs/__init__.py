"""Briefs: a call in a few facts and quotes, all of them verbatim."""
