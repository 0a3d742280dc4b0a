"""A playbook and a battle card, about the two calls that `small_library` is made of."""

from coachkit.models import (
    BattleCard,
    CardLine,
    CardQuote,
    Case,
    Playbook,
    PlaybookLine,
    PlaybookQuote,
    PlaybookVersion,
    StageRows,
    Verdict,
)

BEHAVIOUR = "trait:asks_first"


def case_of(call_id: str, verdict: Verdict) -> Case:
    """Return the one case of a call, with the words that its exchange has."""
    is_good = verdict == "good"
    return Case(
        call_id=call_id,
        n=0,
        kind="competitor" if is_good else "feature",
        name="Zenlane" if is_good else "Export",
        exchange=0,
        agent="Jana K." if is_good else "Tom",
        verdict=verdict,
        verdict_from="reaction",
        is_upset=not is_good,
        start=10.0,
        end=38.0,
        prompt="I am cancelling, Zenlane is cheaper." if is_good else "The export failed again.",
        prompt_start=10.0,
        prompt_end=18.0,
        quote="we stay" if is_good else "cancel my account",
        quote_start=20.0,
        quote_end=28.0,
        deeds=("understands@0: I understand",) if is_good else (),
        said=("I understand. Zenlane has no audit trail, though.",) if is_good else (),
        segments=(2,) if is_good else (),
        delay=2.0,
        seconds=8.0,
        words=8,
    )


def playbook_rows(call_id: str) -> StageRows:
    """Return a playbook of one line, which the call with this id shows."""
    playbook = Playbook(
        id="competitor-zenlane",
        kind="competitor",
        subject="Zenlane",
        title="Zenlane",
        good=1,
        bad=0,
        unclear=0,
        calls=1,
        agents=1,
        looked_at=3,
        missing="Zenlane came up in 1 call; a line needs at least 3.",
    )
    line = PlaybookLine(
        playbook_id=playbook.id,
        n=0,
        behaviour=BEHAVIOUR,
        behaviour_kind="trait",
        kind="do",
        text="Ask about the matter before you answer.",
        why="1 of 1 went well where it was done.",
        done_good=1,
        done_bad=0,
        not_done_good=0,
        not_done_bad=0,
        calls=1,
        agents=1,
        effect=0.4,
        effect_low=0.1,
        effect_high=0.7,
        odds=None,
        odds_low=None,
        odds_high=None,
        chance=0.5,
        adjusted=0.5,
        withheld="It was done in 1 call; a line needs at least 3.",
        also=("says “audit trail”",),
        approved_by="Mara",
    )
    quote = PlaybookQuote(
        playbook_id=playbook.id,
        line=0,
        n=0,
        call_id=call_id,
        start=10.0,
        end=38.0,
        agent="Jana K.",
        verdict="good",
        is_done=True,
        prompt="I am cancelling, Zenlane is cheaper.",
        words="I understand",
        quote="we stay",
    )
    version = PlaybookVersion(
        playbook_id=playbook.id,
        n=1,
        made_at="2026-11-20T10:00:00",
        text="# Zenlane",
        changes=("It is the first.",),
    )
    return {
        "playbooks": [playbook],
        "playbook_lines": [line],
        "playbook_quotes": [quote],
        "playbook_versions": [version],
    }


def card_rows(call_id: str) -> StageRows:
    """Return a battle card of one line, which the call with this id shows."""
    card = BattleCard(
        id="competitor-zenlane",
        kind="competitor",
        name="Zenlane",
        title="Zenlane",
        calls=1,
        cases=1,
        good=1,
        bad=0,
        trend="It came up once.",
        since="2026-11-18",
        until="2026-11-18",
    )
    line = CardLine(
        card_id=card.id,
        n=0,
        section="said",
        text="Zenlane is cheaper.",
        cases=1,
        calls=1,
        good=1,
        bad=0,
        of_calls=1,
        stance="better",
    )
    quote = CardQuote(
        card_id=card.id,
        line=0,
        n=0,
        call_id=call_id,
        start=10.0,
        end=18.0,
        agent="Jana K.",
        verdict="good",
        quote="Zenlane is cheaper.",
    )
    return {"battle_cards": [card], "card_lines": [line], "card_quotes": [quote]}
