"""Parts: menus, announcements, voicemail, ringing and hold are marked, so that only conversation counts.

Words alone never decide, since agents say "press one" and "this call may be recorded" as well. A machine
is told by three things together: cues in its words, nobody answering it, and its place: before anybody
talks, or on its own between silence, ringing or music.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coachkit.cues import CueList
from coachkit.languages import is_full
from coachkit.machine_talk import Said, breath_length, is_telling, machine_length, read_cues, sum_of
from coachkit.models import Part, Segment, SoundSpan

APART = 4.0
"""Silence of this many seconds sets a voice apart from what was said before or after it."""
CONNECTING = 1.5
"""After an announcement a person takes over with at least this pause, in seconds."""
ANSWER = 3.0
"""What the other side says within this many seconds is an answer."""
INSIDE = 0.8
"""Words that lie in ringing or music with this share of their time are no words."""
SPEAKER = "Recorded voice"
Side = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a block turned out to be: its first `count` segments are a machine's."""

    part: Part
    count: int


@dataclass(kw_only=True)
class Scene:
    """A call's segments in time order, with its sounds, and what has been marked so far."""

    ordered: Sequence[Segment]
    sounds: Sequence[SoundSpan]
    cues: Mapping[str, CueList]
    said: dict[int, Said] = field(default_factory=dict)
    """What each segment says, by its place, read when first asked for."""
    marked: dict[int, Part] = field(default_factory=dict)
    """By place in `ordered`."""
    machine: set[int] = field(default_factory=set)

    def side(self, place: int) -> Side:
        """Return who speaks: the channel, or the voice where all is on one channel."""
        segment = self.ordered[place]
        return (segment.channel, "") if self.has_channels else (segment.channel, segment.speaker)

    @cached_property
    def has_channels(self) -> bool:
        """True where more than one channel has words; two that carry the same sound are heard as one."""
        return len({segment.channel for segment in self.ordered}) > 1

    @cached_property
    def has_one_side(self) -> bool:
        """True where all is one voice, or voices could not be told apart: then nothing tells who answers."""
        return len({self.side(place) for place in range(len(self.ordered))}) == 1

    def read(self, place: int) -> Said:
        """Return the cues in a segment."""
        if place not in self.said:
            segment = self.ordered[place]
            self.said[place] = read_cues(segment.text, self.cues) if is_full(segment.language) else Said()
        return self.said[place]

    def sounds_between(self, start: float, end: float, *, tones: bool = False) -> bool:
        """Say whether there is ringing or music (or, where asked for, a beep) between two times."""
        return any(
            s.start < end and s.end > start for s in self.sounds if tones or s.kind in ("ringing", "music")
        )

    def is_apart_before(self, place: int) -> bool:
        """Say whether silence or a sound parts a segment from all that was said before it."""
        start = self.ordered[place].start
        end = max((s.end for s in self.ordered[:place]), default=None)
        return end is None or self._is_silence(start - end, APART) or self.sounds_between(end, start)

    def is_apart_after(self, place: int, *, gap: float = APART) -> bool:
        """Say whether silence of `gap` seconds or a sound follows a segment, or nothing at all."""
        end = self.ordered[place].end
        if place + 1 == len(self.ordered):
            return True
        start = self.ordered[place + 1].start
        return self._is_silence(start - end, gap) or self.sounds_between(end, start)

    def _is_silence(self, seconds: float, least: float) -> bool:
        """Say whether a silence tells something: not a long one where nothing shows who answers."""
        return seconds >= least and not (self.has_one_side and least >= APART)


def mark_parts(
    segments: Sequence[Segment], sounds: Sequence[SoundSpan], *, cues: Mapping[str, CueList]
) -> list[Segment]:
    """Return the segments with `part` set; a machine's, and what is said into a menu, get the role `other`.

    `cues` are the lists of `packs/parts.toml`. A message left on a voicemail keeps its speaker and role.
    """
    ordered = sorted(segments, key=lambda s: (s.start, s.channel, s.n))
    scene = Scene(ordered=ordered, sounds=sounds, cues=cues)
    for side in sorted({scene.side(place) for place in range(len(ordered))}):
        _mark_side(scene, side)
    _mark_inside_sounds(scene)
    by_number = {ordered[place].n: _marked(scene, place) for place in range(len(ordered))}
    return [by_number[segment.n] for segment in segments]


def _marked(scene: Scene, place: int) -> Segment:
    segment, part = scene.ordered[place], scene.marked.get(place)
    if part is None:
        return segment
    if place in scene.machine:
        return replace(segment, part=part, role="other", speaker=SPEAKER)
    return replace(segment, part=part, role=segment.role if part == "voicemail" else "other")


def _mark_side(scene: Scene, side: Side) -> None:
    """Go through one side's blocks; the opening lasts until that side says something of its own."""
    blocks = list(_blocks(scene, side))
    opening = not any(is_telling(s) for s in scene.ordered[: blocks[0][0]])
    for number, block in enumerate(blocks):
        found = _voicemail(scene, block, blocks[number + 1 :], opening=opening)
        if found:
            _mark_voicemail(scene, side, block[: found.count], blocks[number:])
            return
        found = _menu(scene, block, opening=opening)
        if found is None:
            opening = False
            continue
        for place in block[: found.count]:
            scene.marked[place] = found.part
            scene.machine.add(place)
        if opening:
            _mark_replies(scene, side, until=block[found.count - 1])
        opening = opening and found.count == len(block)


def _blocks(scene: Scene, side: Side) -> Iterator[list[int]]:
    """Yield places of one side's segments that nobody answers, cut at long silences, ringing and music."""
    block: list[int] = []
    answered = False
    for place, segment in enumerate(scene.ordered):
        if scene.side(place) != side:
            answered = answered or is_telling(segment)
            continue
        if block:
            end = scene.ordered[block[-1]].end
            if answered or segment.start - end >= APART or scene.sounds_between(end, segment.start):
                yield block
                block = []
        block.append(place)
        answered = False
    if block:
        yield block


def _menu(scene: Scene, block: Sequence[int], *, opening: bool) -> Found | None:
    """Return the part of a block that is a menu or an announcement, with its kind."""
    segments, said = [scene.ordered[p] for p in block], [scene.read(p) for p in block]
    if opening and _rings_after(scene, block):
        return Found(part="ivr", count=len(block))
    count = machine_length(segments, said, breath=CONNECTING)
    if not count:
        return None
    # "please try again" and the like belong to it, but not the words of an agent that are answered
    longer = breath_length(segments, said, count, breath=CONNECTING)
    if longer > count and _gives_way(scene, block[longer - 1]):
        count = longer
    all_said, last = sum_of(said[:count]), block[count - 1]
    if opening:
        return Found(part="ivr", count=count) if _opens(scene, block, count, all_said) else None
    is_alone = scene.is_apart_before(block[0]) and (
        scene.is_apart_after(last) or (count < len(block) and said[count].human > 0)
    )
    several = all_said.menu + all_said.keys >= 2 or (
        all_said.menu > 0 and all_said.announcement + all_said.disclosure + all_said.weak > 0
    )
    ends_the_call = last + 1 == len(scene.ordered) and all_said.menu > 0
    if several and (is_alone or ends_the_call):
        return Found(part="ivr", count=count)
    return Found(part="hold", count=count) if is_alone and all_said.announcement else None


def _rings_after(scene: Scene, block: Sequence[int]) -> bool:
    """Say whether a block is heard before anybody answers: it rings on its own channel afterwards."""
    first, last = scene.ordered[block[0]], scene.ordered[block[-1]]
    nobody_else = all(scene.side(p) == scene.side(block[0]) for p in range(block[0]))
    follows = next((s.start for s in scene.ordered[block[-1] + 1 :] if s.channel == first.channel), None)
    return nobody_else and any(
        s.kind == "ringing" and s.channel == first.channel and s.start >= last.end - 0.5
        for s in scene.sounds
        if follows is None or s.start < follows
    )


def _opens(scene: Scene, block: Sequence[int], count: int, said: Said) -> bool:
    """Say whether what opens a side's talk is a machine's: by a menu, or by announcements nobody answers."""
    last = block[count - 1]
    others = said.announcement + said.disclosure + said.weak
    gives_way = _gives_way(scene, last)
    if said.menu:
        return said.menu >= 2 or others > 0 or (gives_way and not scene.has_one_side)
    if said.keys >= 2:
        return gives_way
    if scene.ordered[last].text.rstrip().endswith("?") or not gives_way:
        return False
    strong = said.announcement + said.disclosure
    return strong + said.weak >= 2 if scene.has_one_side else strong > 0


def _gives_way(scene: Scene, last: int) -> bool:
    """Say whether after a segment its own side pauses or another voice takes over, and nobody answers."""
    if last + 1 == len(scene.ordered):
        return True
    if scene.side(last + 1) != scene.side(last):
        return scene.is_apart_after(last, gap=ANSWER)
    changes_voice = scene.ordered[last + 1].speaker != scene.ordered[last].speaker
    return changes_voice or scene.is_apart_after(last, gap=CONNECTING)


def _mark_replies(scene: Scene, side: Side, *, until: int) -> None:
    """Mark what the other side has said into the menu so far: it talks to nobody."""
    for place in range(until):
        if scene.side(place) != side and place not in scene.marked:
            scene.marked[place] = "ivr"


def _voicemail(
    scene: Scene, block: Sequence[int], later: Sequence[Sequence[int]], *, opening: bool
) -> Found | None:
    """Return the greeting of a voicemail that a block begins with."""
    said = [scene.read(p) for p in block]
    count = max((i + 1 for i, one in enumerate(said) if one.voicemail or one.voicemail_weak), default=0)
    all_said = sum_of(said[:count])
    if not all_said.voicemail or not (opening or scene.is_apart_before(block[0])):
        return None
    last = scene.ordered[block[count - 1]]
    is_answered = not scene.has_one_side and any(_is_talk(scene, other) for other in later)
    says_much = all_said.voicemail >= 2 or (
        not is_answered and all_said.voicemail + all_said.voicemail_weak >= 2
    )
    follows = scene.ordered[block[count - 1] + 1].start if block[count - 1] + 1 < len(scene.ordered) else None
    beeps = follows is not None and scene.sounds_between(last.end, follows, tones=True)
    is_last = count == len(block) and not is_answered and opening
    if says_much or (not all_said.human and (beeps or is_last)):
        return Found(part="voicemail", count=count)
    return None


def _is_talk(scene: Scene, block: Sequence[int]) -> bool:
    is_machine = any(scene.read(p).is_machine for p in block)
    return not is_machine and any(is_telling(scene.ordered[p]) for p in block)


def _mark_voicemail(
    scene: Scene, side: Side, greeting: Sequence[int], blocks: Sequence[Sequence[int]]
) -> None:
    """Mark the greeting and all that is said after it, until its side picks up after all."""
    picked_up = None if scene.has_one_side else next((b for b in blocks[1:] if _is_talk(scene, b)), None)
    end = picked_up[0] if picked_up else len(scene.ordered)
    for place in range(greeting[0], end):
        scene.marked[place] = "voicemail"
        if place in greeting or (scene.side(place) == side and not scene.has_one_side):
            scene.machine.add(place)


def _mark_inside_sounds(scene: Scene) -> None:
    """Mark words heard in ringing or music while nobody talks on the other side: a song, a tone misheard."""
    parts: Mapping[str, Part] = {"ringing": "ringing", "music": "hold"}
    for span in (s for s in scene.sounds if s.kind in parts):
        meets = [p for p, s in enumerate(scene.ordered) if s.end > span.start and s.start < span.end]
        if any(is_telling(scene.ordered[p]) for p in meets if scene.ordered[p].channel != span.channel):
            continue
        for place in meets:
            segment = scene.ordered[place]
            shared = min(segment.end, span.end) - max(segment.start, span.start)
            if segment.channel == span.channel and shared >= INSIDE * (segment.end - segment.start):
                scene.marked.setdefault(place, parts[span.kind])
                scene.machine.add(place)
