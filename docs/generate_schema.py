"""Write `docs/schema.md` from a fresh database; with `--check`, say whether it is what would be written."""

import argparse
import sys
from pathlib import Path

from coachkit.store.schema_page import schema_page

PAGE = Path(__file__).with_name("schema.md")


def main() -> int:
    """Return 1 when the page is out of date and `--check` is given, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the page is out of date"
    )
    options = parser.parse_args()
    page = schema_page()
    if not options.check:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    print(f"{PAGE}: out of date; run `python docs/generate_schema.py`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
