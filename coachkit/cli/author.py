"""Who makes a change: the name under which the person is logged in."""

import getpass


def author() -> str:
    """Return the user's name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number that has no name
        return "unknown"
