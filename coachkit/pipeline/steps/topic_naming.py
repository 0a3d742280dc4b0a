"""What topics are named from: the rows of the calls that they were learned from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coachkit.conversation import words_of
from coachkit.models import Agent, CallSpeaker, Customer, Keyword, Reason, Segment
from coachkit.pipeline.steps.bench import Bench, company_names
from coachkit.stages.topic_names import ReasonLine, TopicTexts, name_topics
from coachkit.store.reading.reason_lines import reason_lines
from coachkit.topics.learning import Members, Naming
from coachkit.topics.matters import Matters

_EVERYBODY = frozenset({"agent", "customer", "caller", "speaker", "voice", "recorded", "unknown"})
"""What speakers are called who have no name."""


def naming_of(bench: Bench, matters: Matters) -> Naming:
    """Return what names groups of these matters."""
    calls = sorted({one.call_id for one in matters.passages})
    keywords: dict[str, list[Keyword]] = defaultdict(list)
    for keyword in bench.library.rows_of(Keyword, calls):
        keywords[keyword.call_id].append(keyword)
    lines, people = _lines(bench, calls), _people(bench, calls)
    companies = _words(form for one in bench.settings.competitors for form in one.forms())

    def name(groups: Sequence[Members]) -> list[tuple[str, tuple[str, ...]]]:
        texts = [_texts(matters, group, lines, keywords) for group in groups]
        return [(one.title, one.phrases) for one in name_topics(texts, names=people, companies=companies)]

    return name


def _lines(bench: Bench, calls: Sequence[str]) -> Mapping[tuple[str, int], Sequence[ReasonLine]]:
    """Return the reasons for calling by the passage that holds them."""
    segments, annotations = reason_lines(bench.library, calls)
    lines: dict[tuple[str, int], list[ReasonLine]] = defaultdict(list)
    said: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(segments.values(), key=lambda one: (one.call_id, one.n)):
        said[segment.call_id].append(segment)
    for reason in bench.library.rows_of(Reason, calls):
        lines[reason.call_id, reason.passage] += [
            ReasonLine(
                call_id=reason.call_id,
                reason=reason.text,
                text=segment.text,
                language=segment.language,
                annotation=annotations.get((reason.call_id, segment.n)),
            )
            for segment in said[reason.call_id]
            if segment.n >= reason.segment and segment.start < reason.end
        ]
    return lines


def _texts(
    matters: Matters,
    group: Members,
    lines: Mapping[tuple[str, int], Sequence[ReasonLine]],
    keywords: Mapping[str, Sequence[Keyword]],
) -> TopicTexts:
    passages = [matters.passages[i] for i in group]
    return TopicTexts(
        reasons=[line for one in passages for line in lines.get((one.call_id, one.n), ())],
        passages=passages,
        keywords={one.call_id: keywords.get(one.call_id, ()) for one in passages},
    )


def _people(bench: Bench, calls: Sequence[str]) -> frozenset[str]:
    """Return the words of the names of agents, customers, who speaks on these calls, and the company."""
    forms = [form for one in bench.library.rows(Agent) for form in (one.name, *one.aliases)]
    forms += [form for one in bench.library.rows(Customer) for form in (one.name, *one.aliases)]
    speakers = [one.name for one in bench.library.rows_of(CallSpeaker, calls)]
    return _words([*forms, *speakers, *company_names(bench)]) - _EVERYBODY


def _words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in words_of(name))
