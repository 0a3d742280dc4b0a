"""Where sentences stand in a text: by its punctuation, in any script that ends them with a mark."""

import re

_SENTENCE = re.compile(r"\S.*?(?:[.!?…。؟？！]+[\"'”’»)]*(?=\s|$)|$)", re.DOTALL)  # noqa: RUF001 - marks of other scripts
_MARKS = tuple(".!?…。؟？！")  # noqa: RUF001 - marks of other scripts
_AROUND = "\"')»”’"


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text stand, in order: (start, end) in characters, end exclusive.

    What follows the last full stop is one as well; a text without any is one sentence.
    """
    return [(match.start(), match.end()) for match in _SENTENCE.finditer(text)]


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with the mark of a sentence, quotation marks and brackets aside."""
    if text[-1:].isalnum():  # as nearly all words end, and every word of a call is asked about
        return False
    return text.rstrip().rstrip(_AROUND).endswith(_MARKS)
