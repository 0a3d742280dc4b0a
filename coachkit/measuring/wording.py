"""What the agent's words show by their form: questions, open ones apart, and fillers."""

import re
from collections.abc import Sequence

from coachkit.conversation import QUESTION_MARKS, questions_in, words_of
from coachkit.measuring.figure import Figure, Figures, ratio
from coachkit.measuring.speaking import NO_LENGTH
from coachkit.measuring.talk import Talk
from coachkit.moments.question_forms import is_open_question

HALF_HOUR = 1800.0
NO_MARKS = "the transcript has no punctuation, so questions cannot be told"
MARKED_WITHIN = 40
"""Words of the agent's that, all without any mark, show that a transcript has none."""
_MARKS = re.compile(r"[.?!…\u061f\u3002\uff01\uff1f]")
_SENTENCES = re.compile(r"[^.?!…]*[.?!…]")
_FILLERS = re.compile(
    r"\b(?:u+m+|u+h+|e+r+m?|h?mm+|basically|actually|literally)\b"
    # meant as words too, so they count only where they are set apart
    r"|(?:^|(?<=[,.?!…]))\s*(?:like|you know|i mean)\s*(?=[,…])",
    re.IGNORECASE,
)


def wording_figures(talk: Talk) -> Figures:
    """Return the agent's questions, how many of them are open, and fillers per 100 words."""
    texts = [turn.text for turn in talk.turns_by("agent")]
    words = sum(len(words_of(text)) for text in texts)
    fillers = sum(len(_FILLERS.findall(text)) for text in texts)
    return {
        **_question_figures(talk, texts, words),
        "fillers": ratio(100 * fillers, words, reason="the agent says nothing"),
    }


def _question_figures(talk: Talk, texts: Sequence[str], words: int) -> Figures:
    if words >= MARKED_WITHIN and not any(_MARKS.search(text) for text in texts):
        names = ("agent_questions", "agent_open_questions")
        return {
            name + rate: Figure(value=None, reason=NO_MARKS) for name in names for rate in ("", "_per_30_min")
        }
    asked = sum(map(questions_in, texts))
    opened = sum(map(open_questions_in, texts))
    return {
        "agent_questions": Figure(value=float(asked)),
        "agent_questions_per_30_min": ratio(HALF_HOUR * asked, talk.seconds, reason=NO_LENGTH),
        "agent_open_questions": Figure(value=float(opened)),
        "agent_open_questions_per_30_min": ratio(HALF_HOUR * opened, talk.seconds, reason=NO_LENGTH),
    }


def open_questions_in(text: str) -> int:
    """Return how many of the questions that an English text asks are open."""
    asked = [s for s in _SENTENCES.findall(text) if s.endswith(QUESTION_MARKS)]
    return sum(map(is_open_question, asked))
