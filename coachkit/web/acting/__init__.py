"""Doing things from the page: each goes through the functions that the command line uses, one at a time.

An action is a function of a `Desk` that returns what was `Done`, with the function that takes it back.
`Acts` runs it in a thread with a library that may be written, keeps what it said for the page that comes
next, and keeps the way back for a while.
"""
