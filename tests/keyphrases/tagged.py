"""Annotated lines written by hand: `I/PRON lost/VERB/lose [my/PRON card/NOUN]`; brackets are noun chunks."""

from coachkit.models import Annotation


def tagged(line, *, call_id="call", entities=()):
    """Return a line's text and its annotation; `entities` are (words, label)."""
    text, tokens, chunks, opened = "", [], [], 0
    for token in line.split():
        word, pos, *lemma = token.strip("[]").split("/")
        glued = not text or word in ("n't", "'s", ".", ",", "?") or text.endswith("-") or word == "-"
        text += "" if glued else " "
        if token.startswith("["):
            opened = len(text)
        tokens.append((len(text), len(text) + len(word), lemma[0] if lemma else word, pos))
        text += word
        if token.endswith("]"):
            chunks.append((opened, len(text)))
    spans = tuple((text.index(words), text.index(words) + len(words), label) for words, label in entities)
    return text, Annotation(
        call_id=call_id, n=0, lemmas="", tokens=tuple(tokens), entities=spans, chunks=tuple(chunks)
    )
