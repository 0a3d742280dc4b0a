"""Print each call's first ten key phrases and each topic's, for a person to judge."""

import argparse
from pathlib import Path

from coachkit.models import Call, Keyword, Topic
from coachkit.store.library import Library


def main() -> None:
    """Print a line a call, then a line a topic of the current epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path, help="a library that is built")
    with Library.open_to_read(parser.parse_args().db) as library:
        for call in sorted(library.rows(Call), key=lambda call: Path(call.path).name):
            first = [one.phrase for one in library.rows(Keyword, call_id=call.id) if one.rank <= 10]
            print(f"{Path(call.path).name}: {', '.join(first) or '-'}")
        topics = library.rows(Topic)
        for topic in topics:
            if topic.epoch == max(one.epoch for one in topics):
                print(f"topic {topic.n + 1}: {', '.join(topic.phrases)}")


if __name__ == "__main__":
    main()
