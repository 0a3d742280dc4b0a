"""Compare how calls are judged between groups that should make no difference."""
