"""The figures of a call, family by family: pure functions over its conversation."""
