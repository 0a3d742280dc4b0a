import sys

from coachkit.web.memory import share_heaps


def test_sharing_heaps_is_harmless_where_it_cannot_be_done() -> None:
    assert share_heaps() in (True, False)
    if not sys.platform.startswith("linux"):
        assert not share_heaps()
