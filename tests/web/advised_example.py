"""The example library with a playbook, a battle card and places to hear."""

from pathlib import Path

from playwright.sync_api import Page

from coachkit.models import (
    BattleCard,
    CardLine,
    CardQuote,
    CardSection,
    Highlight,
    LineKind,
    Playbook,
    PlaybookLine,
    PlaybookQuote,
    PlaybookVersion,
    StageRows,
    Verdict,
)
from coachkit.store.library import Library
from tests.export.example import BAD, GOOD, LOST, build_example
from tests.pipeline.advised import write_stage
from tests.web.axe import serious_findings

SCRIPT = "<script>alert(1)</script>"
BOOK = "competitor-zenlane"


def build_advised_example(path: Path, recordings: Path) -> Path:
    """Write the library to `path`, as `build_example` does, with more in it."""
    build_example(path, recordings)
    with Library.open(path) as library:
        write_stage(library, "", "advise", _playbook_rows())
        write_stage(library, "", "card", _card_rows())
        heard: tuple[tuple[str, Verdict], ...] = ((GOOD, "good"), (LOST, "bad"), (BAD, "bad"))
        for call_id, verdict in heard:
            write_stage(library, call_id, "highlight", {"highlights": [_highlight(call_id, verdict)]})
    return path


def silence(page: Page) -> None:
    """Let recordings be heard as nothing: which is played is what is looked at."""
    page.route("**/audio/**", lambda route: route.fulfill(body=b"", content_type="audio/wav"))


def findings_in_both_schemes(page: Page) -> list[str]:
    """Return what axe finds seriously wrong in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.locator(f"html[data-theme={scheme}]").wait_for()
        found += serious_findings(page)
    return found


def _playbook_rows() -> StageRows:
    lines = (
        line_of(0, "do", "Ask what matters before you answer.", approved_by="Mara"),
        line_of(1, "dont", f"Don't say {SCRIPT}.", edited_by="Tom", low=-45.0, high=-10.0),
        line_of(2, "do", "Name the price.", withheld="It was done in 2 calls; a line needs at least 3"),
    )
    return {
        "playbooks": [
            Playbook(
                id=BOOK,
                kind="competitor",
                subject="Zenlane",
                title="When Zenlane comes up",
                good=61,
                bad=57,
                unclear=4,
                calls=90,
                agents=5,
                looked_at=120,
            ),
            Playbook(
                id="topic-t1",
                kind="topic",
                subject="Dashboards",
                title="Calls about “Dashboards”",
                good=1,
                bad=0,
                unclear=0,
                calls=1,
                agents=1,
                looked_at=0,
                missing="The only clear one went well; it takes 3 calls",
            ),
        ],
        "playbook_lines": [*lines],
        "playbook_quotes": [
            quote for line in lines[:2] for quote in (_quote(line, 0, GOOD), _quote(line, 1, BAD))
        ],
        "playbook_versions": [
            PlaybookVersion(
                playbook_id=BOOK,
                n=n,
                made_at=f"2026-11-2{n}T09:00:00",
                text=f"# When Zenlane comes up\n\nVersion {n}.\n",
                changes=(f"New: change number {n}.",),
            )
            for n in (1, 2)
        ],
    }


def line_of(
    n: int,
    kind: LineKind,
    text: str,
    *,
    approved_by: str | None = None,
    edited_by: str | None = None,
    withheld: str | None = None,
    low: float = 10.0,
    high: float = 45.0,
) -> PlaybookLine:
    """Return a line of the playbook; where it is done, between `low` and `high` more of 100 go well."""
    return PlaybookLine(
        playbook_id=BOOK,
        n=n,
        behaviour=f"trait:number_{n}",
        behaviour_kind="trait",
        kind=kind,
        text=text,
        why="Chance alone does that 1 in 900 times.",
        done_good=41,
        done_bad=19,
        not_done_good=20,
        not_done_bad=38,
        calls=44,
        agents=4,
        effect=(low + high) / 2,
        effect_low=low,
        effect_high=high,
        odds=None,
        odds_low=None,
        odds_high=None,
        chance=0.001,
        adjusted=0.01,
        withheld=withheld,
        doubt=withheld,
        found=text,
        approved_by=approved_by,
        edited_by=edited_by,
    )


def _quote(line: PlaybookLine, n: int, call_id: str) -> PlaybookQuote:
    is_good = call_id == GOOD
    return PlaybookQuote(
        playbook_id=BOOK,
        line=line.n,
        n=n,
        call_id=call_id,
        start=4.5 if is_good else 3.5,
        end=24.0 if is_good else 19.0,
        agent="Jana Kovac" if is_good else "Tom Berg",
        verdict="good" if is_good else "bad",
        is_done=is_good != (line.kind == "dont"),
        prompt="Zenlane offered us the same for less." if is_good else "The export fails again.",
        words="What matters most in the move?" if is_good else "It works for the others.",
        quote="That helps a lot." if is_good else f"Then I go to Zenlane {SCRIPT}.",
    )


def _card_rows() -> StageRows:
    card = BattleCard(
        id=BOOK,
        kind="competitor",
        name="Zenlane",
        title="Zenlane",
        calls=2,
        cases=2,
        good=1,
        bad=1,
        trend="Too few calls to say whether it comes up more.",
        since="2026-11-16",
        until="2026-11-17",
    )
    rows: list[tuple[CardSection, str, str, Verdict]] = [
        ("said", "Zenlane offered us the same for less.", GOOD, "good"),
        ("worked", "What matters most in the move?", GOOD, "good"),
        ("failed", f"It works for the others {SCRIPT}.", BAD, "bad"),
        ("next", "asks a question", GOOD, "good"),
        ("open", "Can it do that too?", BAD, "bad"),
    ]
    return {
        "battle_cards": [card],
        "card_lines": [
            CardLine(
                card_id=BOOK,
                n=n,
                section=section,
                text=text,
                cases=1,
                calls=1,
                good=int(verdict == "good"),
                bad=int(verdict == "bad"),
                of_calls=2,
            )
            for n, (section, text, _, verdict) in enumerate(rows)
        ],
        "card_quotes": [
            CardQuote(
                card_id=BOOK,
                line=n,
                n=0,
                call_id=call_id,
                start=4.5,
                end=19.0,
                agent="Jana Kovac" if call_id == GOOD else "Tom Berg",
                verdict=verdict,
                quote=text,
                prompt="Zenlane is cheaper." if section in ("worked", "failed") else "",
                reaction="That helps a lot." if section == "worked" else "",
            )
            for n, (section, text, call_id, verdict) in enumerate(rows)
        ],
    }


def _highlight(call_id: str, verdict: Verdict) -> Highlight:
    return Highlight(
        call_id=call_id,
        n=0,
        kind="competitor",
        name="Zenlane",
        verdict=verdict,
        start=4.5,
        end=19.0,
        reason=f"Zenlane is named {SCRIPT}",
        score=0.8,
        quote="That helps a lot.",
        quote_start=10.0,
        quote_end=14.0,
        prompt="Zenlane offered us the same for less.",
        exchange=0,
    )
