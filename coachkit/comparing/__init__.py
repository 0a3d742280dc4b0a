"""Compare calls: which others are like this one, and where they part."""
