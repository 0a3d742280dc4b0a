"""Addresses that a form or a link names to go on with: only those of this server are followed."""

import re

_OF_THIS_SITE = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


def own_address(text: str) -> str:
    """Return an address of this site as it is, and the first page in place of any other."""
    return text if _OF_THIS_SITE.fullmatch(text) else "/"
