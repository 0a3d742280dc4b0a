"""What calls are about: topics that are learned from the whole library and hold still from epoch to epoch."""
