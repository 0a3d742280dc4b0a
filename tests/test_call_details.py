from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from coachkit.call_details import details_from_json, details_to_json, merge_details
from coachkit.models import CallDetails


def test_each_field_is_from_the_first_source_that_has_it():
    merged = merge_details(
        [
            CallDetails(agent="agent12", agent_channel=0, source="sidecar"),
            CallDetails(agent="Tom", customer="Marta", agent_channel=1, source="manifest"),
            CallDetails(kind="support", source="file name"),
        ]
    )
    assert merged.details == CallDetails(
        agent="agent12",
        customer="Marta",
        kind="support",
        agent_channel=0,
        source="sidecar, manifest, file name",
    )
    assert merged.origins == {
        "agent": "sidecar",
        "agent_channel": "sidecar",
        "customer": "manifest",
        "kind": "file name",
    }


def test_a_source_that_says_nothing_is_not_named():
    merged = merge_details([CallDetails(source="sidecar"), CallDetails(agent="Tom", source="file name")])
    assert merged.details.source == "file name"
    assert merge_details([CallDetails(source="sidecar")]).details == CallDetails()


def test_of_one_kind_of_outcome_the_surest_source_counts():
    sidecar = CallDetails(
        outcomes=(("csat", "5", "survey", None), ("csat", "4", "agent", None)), source="sidecar"
    )
    manifest = CallDetails(outcomes=(("csat", "1", "manifest", None), ("deal", "won", "manifest", None)))
    assert merge_details([sidecar, manifest]).details.outcomes == (
        ("csat", "5", "survey", None),
        ("csat", "4", "agent", None),
        ("deal", "won", "manifest", None),
    )


texts = st.none() | st.text(min_size=1)
outcome = st.tuples(st.text(), st.text(), st.text(), st.none() | st.text())


@given(
    st.builds(
        CallDetails,
        agent=texts,
        customer=texts,
        kind=texts,
        language=texts,
        agent_channel=st.none() | st.integers(0, 7),
        started_at=st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC)),
        outcomes=st.lists(outcome, max_size=2).map(tuple),
        source=st.just("transcript"),
    )
)
def test_details_survive_being_kept_as_json(details):
    assert details_from_json(details_to_json(details), source="transcript") == details


def test_details_that_say_nothing_are_not_kept():
    assert details_to_json(None) is None
    assert details_to_json(CallDetails(source="transcript")) is None
    assert details_to_json(CallDetails(started_at=datetime(2026, 11, 16, 9, 15))) is not None
