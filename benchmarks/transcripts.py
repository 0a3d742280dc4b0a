"""What the benchmarks share: how texts are compared, and where their results go."""

import json
import sys
from collections.abc import Sequence

import jiwer


def normalised(text: str) -> str:
    """Return `text` as Whisper's own normaliser leaves it: case, punctuation, numbers and fillers evened."""
    from whisper.normalizers import EnglishTextNormalizer

    return str(EnglishTextNormalizer()(text))


def word_error_rate(references: Sequence[str], hypotheses: Sequence[str]) -> float:
    """Return (substitutions + deletions + insertions) ÷ reference words, over all texts together."""
    pairs = [
        (normalised(r), normalised(h)) for r, h in zip(references, hypotheses, strict=True) if normalised(r)
    ]
    return float(jiwer.wer([r for r, _ in pairs], [h for _, h in pairs]))


def tell(text: str) -> None:
    """Print for people."""
    print(text, file=sys.stderr, flush=True)


def report(value: object) -> None:
    """Print the result for programs: one JSON object on stdout."""
    print(json.dumps(value, indent=2))
