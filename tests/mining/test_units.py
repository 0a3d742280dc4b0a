from dataclasses import replace

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.mine import mine
from tests.mining.made import a_subject, counted


def test_what_goes_with_how_a_case_is_judged_is_not_claimed() -> None:
    """Outcomes are good more often than reactions; what is done in calls with outcomes is not why."""
    agents = ("Jana", "Ruth", "Omar")
    by_outcome, done = counted([(agent, 27, 3, 9, 1) for agent in agents], verdict_from="outcome")
    by_reaction, left = counted([(agent, 1, 4, 4, 16) for agent in agents])
    cases = [*by_outcome, *(replace(one, call_id=f"r{one.call_id}") for one in by_reaction)]
    as_judged = a_subject(cases, trait__says_when=[*done, *left])
    alike = a_subject(
        [replace(one, verdict_from="reaction") for one in cases], trait__says_when=[*done, *left]
    )

    assert [one for one in mine([as_judged], PlaybookSettings()) if one.withheld is None] == []
    assert [one.withheld for one in mine([alike], PlaybookSettings())] == [None]
