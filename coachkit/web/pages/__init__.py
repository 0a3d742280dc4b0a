"""What each page tells, as frozen values read from a library; templates and the JSON twins show the same."""
