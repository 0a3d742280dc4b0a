"""Measure: the figures of a call that coaches speak of, each null with a reason where it cannot be known.

What there is to measure stands in `coachkit.metric_definitions`, how in `coachkit.measuring`; here figures
become rows, with the range that is good for this kind of call. Only conversation is measured: menus,
voicemail, ringing and hold music are neither talk nor silence.
"""

from collections.abc import Mapping, Sequence

from coachkit.measuring.figure import Figure, Figures
from coachkit.measuring.overtalk import overtalk_figures
from coachkit.measuring.sentiment import sentiment_figures
from coachkit.measuring.silence import patience_figure, silence_figures
from coachkit.measuring.speaking import speaking_figures, speech_figures
from coachkit.measuring.talk import Talk, talk_in
from coachkit.measuring.unknown import why_unknown
from coachkit.measuring.wording import wording_figures
from coachkit.metric_definitions import Definition, metric_definitions
from coachkit.models import Call, Feeling, Metric, Segment, SoundSpan
from coachkit.ranges import Ranges, ends_of, verdict_of


def measure_call(
    call: Call,
    segments: Sequence[Segment],
    feelings: Sequence[Feeling],
    sounds: Sequence[SoundSpan] = (),
    *,
    by_voice: bool = False,
    ranges: Ranges | None = None,
) -> list[Metric]:
    """Return the call's metrics, ordered by name; `feelings` are those of the customer's segments.

    `by_voice` says that voices on one channel were told apart and their roles guessed. `ranges` are those
    of this kind of call (None: the built-in ones).

    In a call without conversation (a message on a voicemail) every value is null and says why, and so is
    what is measured in seconds where a given transcript has no true times.
    """
    talk = talk_in(segments, sounds, duration=call.duration)
    has_roles = any(turn.role in ("agent", "customer") for turn in talk.turns)
    told_by = "given" if call.medium == "transcript" else "voice" if by_voice else "channel"
    unknown = why_unknown(segments)
    figures = _figures(talk, feelings, is_one_channel=by_voice)
    holding = ranges or Ranges.for_kind(call.kind)
    return [
        _metric(call.id, one, figures, unknown, source=told_by if has_roles else "none", ranges=holding)
        for _, one in sorted(metric_definitions().items())
    ]


def _figures(talk: Talk, feelings: Sequence[Feeling], *, is_one_channel: bool) -> Figures:
    return {
        **speech_figures(talk),
        **speaking_figures(talk),
        **wording_figures(talk),
        **silence_figures(talk),
        **patience_figure(talk),
        **overtalk_figures(talk, is_one_channel=is_one_channel),
        **sentiment_figures(talk, feelings),
    }


def _metric(
    call_id: str,
    one: Definition,
    figures: Figures,
    unknown: Mapping[str, str],
    *,
    source: str,
    ranges: Ranges,
) -> Metric:
    reason = unknown.get(one.name)
    figure = Figure(value=None, reason=reason) if reason else figures[one.name]
    value = None if figure.value is None else round(figure.value, 4)
    span = ranges.of(one.name) if value is not None else None
    low, high = ends_of(span) if span else (None, None)
    return Metric(
        call_id=call_id,
        name=one.name,
        value=value,
        unit=one.unit,
        source=source,
        reason=figure.reason,
        start=figure.start,
        end=figure.end,
        quote=figure.quote,
        verdict=verdict_of(value, span) if span and value is not None else None,
        good_low=low,
        good_high=high,
        range_source=span.source if span else None,
    )
