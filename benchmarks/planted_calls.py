"""Calls in which it is known what works: transcripts, settings, and the truth beside them.

    python benchmarks/planted_calls.py FOLDER --seed 1 [--calls 600]

600 calls of 12 agents, each with one to three matters: two competitors, two features, and the terms of a
contract. Ten habits of agents move the chance that the customer takes the reply well: five help and five
harm, some everywhere and some with one subject or one sort of it (`planted_design.HABITS`). Each moves it by
some 30 to 40 points of 100 in the exchanges that it works in. Beside them are decoys of the same sorts that
move nothing (phrases, things meant, orders, questions, pace, length), and two habits of the two best agents,
who do them eight times as often as the others, that move nothing either. Agents differ in skill (35 to 65 of
100 go well) and in how often they do each thing. 15 of 100 reactions are the opposite of what was earned.

What people say is in `planted_calls.toml`: a dozen ways or more for everything, with places that are filled
by chance. An agent's words after the reaction go by the reaction, as in life, and tell nothing of what works.
`truth.json` says of every exchange what was done in it and what it earned. The same seed, the same files.
"""

import argparse
import csv
import json
import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from planted_design import FEATURES, HABITS, PLACE, RIVALS, SUBJECTS, Drawn, draw_calls, points_of

WORDS = tomllib.loads((Path(__file__).parent / "planted_calls.toml").read_text(encoding="utf-8"))
SETTINGS = """\
[company]
name = "Harbourline"

[[competitors]]
name = "Corvella"

[[competitors]]
name = "Brightpeak"

[[features]]
name = "route planner"

[[features]]
name = "calendar sync"

[[trackers]]
name = "contract terms"
lemma = ["contract"]
phrases = ["tied in", "locked in", "notice period", "minimum term"]
said_by = "customer"
"""
BEGIN = datetime(2026, 3, 2, 9)
PACE = 2.7
"""Words a second."""
LATE = (6.0, 11.0)
AT_ONCE = (0.1, 0.5)
USUAL = (0.9, 3.2)
"""Seconds before an agent answers."""
BETWEEN = (0.3, 1.2)
"""Seconds before anybody else speaks."""
WITHIN = (0.05, 0.3)
"""Seconds between the lines of one person."""
LONG = 3
"""So many more sentences has a long speech."""
Role = Literal["agent", "customer"]
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one person says."""

    start: float
    end: float
    role: Role
    text: str


class Talk:
    """A call as it is put together, line after line."""

    def __init__(self, rng: random.Random, agent: str, customer: str) -> None:
        self._rng = rng
        self._filled = {"agent": agent.split()[0], "name": customer}
        self.lines: list[Line] = []

    def say(self, role: Role, *texts: str, after: tuple[float, float] = BETWEEN) -> Line:
        """Add what somebody says, a line for each text, some seconds after the last one; return the whole."""
        now = begin = (self.lines[-1].end if self.lines else 0.0) + self._rng.uniform(*after)
        for text in texts:
            length = len(text.split()) / (PACE * self._rng.uniform(0.85, 1.15))
            line = Line(start=round(now, 2), end=round(now + max(length, 0.5), 2), role=role, text=text)
            self.lines.append(line)
            now = line.end + self._rng.uniform(*WITHIN)
        return Line(start=round(begin, 2), end=self.lines[-1].end, role=role, text=" ".join(texts))

    def word(self, templates: Sequence[str], **filled: str) -> str:
        """Return one of these, with its choices made and its places filled; none twice in a call."""
        said = {line.text for line in self.lines}
        text = ""
        for _ in range(5):
            text = self._made(self._rng.choice(templates), filled)
            if not any(text in one for one in said):
                break
        return text

    def _made(self, template: str, filled: Mapping[str, str]) -> str:
        text = _CHOICE.sub(lambda found: self._rng.choice(found[1].split("|")), template)
        known = {**self._filled, **filled}

        def fill(found: re.Match[str]) -> str:
            return known.get(found[1]) or str(self._rng.choice(WORDS["fill"][found[1]]))

        text = _SLOT.sub(fill, text)
        return text[:1].upper() + text[1:]


def make(folder: Path, *, seed: int, calls: int = 600) -> dict[str, Any]:
    """Write the calls, `manifest.csv`, `coachkit.toml` and `truth.json`; return the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"planted {seed}")  # noqa: S311 - not for secrets
    drawn = draw_calls(rng, calls)
    exchanges: list[dict[str, Any]] = []
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        manifest = csv.writer(file)
        manifest.writerow(["file", "agent", "customer", "started_at", "kind"])
        for n, matters in enumerate(drawn):
            name, customer = f"call{n:05}.csv", rng.choice(WORDS["fill"]["name"])
            talk = Talk(rng, matters[0].agent, customer)
            exchanges += [{"file": name, **one} for one in _call(talk, matters, rng)]
            _write(folder / name, talk.lines, matters[0].agent, customer)
            began = BEGIN + timedelta(minutes=17 * n)
            manifest.writerow(
                [name, matters[0].agent, f"{customer} {n}", began.isoformat(timespec="minutes"), "sales"]
            )
    (folder / "coachkit.toml").write_text(SETTINGS, encoding="utf-8")
    truth = {"seed": seed, "habits": _habits([one for call in drawn for one in call]), "exchanges": exchanges}
    (folder / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    return truth


def kind_of(subject: str) -> str:
    """Return what a subject is, as exchanges have it."""
    return "competitor" if subject in RIVALS else "feature" if subject in FEATURES else "tracker"


def _call(talk: Talk, matters: Sequence[Drawn], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Put the lines of a call together; yield what is true of each exchange."""
    words = WORDS["talk"]
    talk.say("agent", talk.word(words["greeting"]))
    talk.say("customer", talk.word(words["opening"]))
    talk.say("agent", talk.word(words["come_in"]))
    for n, matter in enumerate(matters):
        lead: list[str] = []
        if n and rng.random() < 0.5:
            talk.say("agent", _after(talk, matters[n - 1]), talk.word(words["bridge_agent"]))
        elif n:
            talk.say("agent", _after(talk, matters[n - 1]))
            lead = [talk.word(words["bridge_customer"])]
        yield _exchange(talk, matter, lead, rng)
    talk.say("agent", _after(talk, matters[-1]), talk.word(words["goodbye_agent"]))
    talk.say("customer", talk.word(words["goodbye_customer"]))


def _after(talk: Talk, matter: Drawn) -> str:
    return talk.word(WORDS["talk"]["after_good" if matter.is_shown_good else "after_bad"])


def _exchange(talk: Talk, matter: Drawn, lead: Sequence[str], rng: random.Random) -> dict[str, Any]:
    """Add the lines of one matter and return what is true of it."""
    topic = "competitor" if matter.subject in RIVALS else matter.subject.replace(" ", "_")
    filled = {"rival": matter.subject} if matter.subject in RIVALS else {}
    prompt = talk.say("customer", *lead, talk.word(WORDS["prompts"][topic], **filled))
    does = {one.name for one, state in zip(HABITS, matter.done, strict=True) if state == 1}
    after = LATE if "answers_late" in does else AT_ONCE if "answers_at_once" in does else USUAL
    asked = [name for name in ("asks_first", "asks_account") if name in does]
    rng.shuffle(asked)
    for name in asked:
        question, _, answer = rng.choice(_ways(name, topic)).partition(" -> ")
        talk.say("agent", talk.word([question], **filled), after=after)
        talk.say("customer", talk.word([answer]))
        after = USUAL
    told = [one for name in matter.parts for one in _part(talk, name, topic, rng, filled)]
    talk.say("agent", *told, after=after)
    reaction = talk.word(WORDS["reactions"]["good" if matter.is_shown_good else "bad"])
    said = talk.say("customer", reaction, after=(0.4, 1.6))
    return {
        "kind": kind_of(matter.subject),
        "name": matter.subject,
        "agent": matter.agent,
        "prompt_start": prompt.start,
        "prompt_end": prompt.end,
        "reaction_start": said.start,
        "done": matter.done,
        "earned": "good" if matter.is_earned_good else "bad",
        "shown": "good" if matter.is_shown_good else "bad",
    }


def _part(talk: Talk, name: str, topic: str, rng: random.Random, filled: Mapping[str, str]) -> Iterator[str]:
    """Yield the sentences of one part of a reply."""
    if name == "tells":
        yield talk.word(WORDS["tells"][topic], **filled)
        return
    ways = _ways(name, topic)
    for one in rng.sample(ways, LONG) if name == "speaks_long" else [rng.choice(ways)]:
        yield talk.word([one], **filled)


def _ways(habit: str, topic: str) -> Sequence[str]:
    ways = WORDS["habits"][habit]
    return [*ways.get(topic, ()), *ways["anything"]]


def _habits(drawn: Sequence[Drawn]) -> list[dict[str, Any]]:
    """Return what is true of each habit, with how often it is done where it works and what comes of it."""
    found = []
    for one in HABITS:
        of_it = [each for each in drawn if each.subject in (one.works or one.done)]
        did = [each for each in of_it if each.done[PLACE[one.name]] == 1]
        found.append(
            {
                **{key: sorted(it) if isinstance(it, frozenset) else it for key, it in asdict(one).items()},
                "points": round(points_of(drawn, one), 1),
                "good": sum(each.is_shown_good for each in did),
                "bad": sum(not each.is_shown_good for each in did),
            }
        )
    return found


def _write(path: Path, lines: Sequence[Line], agent: str, customer: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["start", "end", "role", "speaker", "text"])
        for one in lines:
            speaker = agent if one.role == "agent" else customer
            sheet.writerow([f"{one.start:.2f}", f"{one.end:.2f}", one.role, speaker, one.text])


def main() -> None:
    """Read the arguments and write the folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", type=int, default=600)
    given = parser.parse_args()
    truth = make(given.folder, seed=given.seed, calls=given.calls)
    for one in truth["habits"]:
        moved = f"{one['way']} by {one['points']:.0f} points" if one["points"] else "moves nothing"
        print(
            f"{one['name']} ({one['role']}): {moved}, done in {one['good']} good, {one['bad']} bad exchanges"
        )
    print(f"{len(truth['exchanges'])} exchanges about {len(SUBJECTS)} subjects in {given.calls} calls")


if __name__ == "__main__":
    main()
