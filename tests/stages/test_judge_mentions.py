from coachkit.config import NamedThing
from coachkit.models import Mention
from coachkit.stages.judge_mentions import judge_mentions
from coachkit.tracking.conditions import CallFacts
from tests.talk import CALL_ID, segments


def judged(role, text, **conditions):
    [segment] = segments([(role, 0, 5, text)])
    start = text.index("Zenlane")
    mention = Mention(
        call_id=CALL_ID, n=0, kind="competitor", name="Zenlane", text="Zenlane", segment=0,
        start_char=start, end_char=start + 7, start=1.0, end=2.0, role=segment.role, method="exact",
        confidence=1.0,
    )  # fmt: skip
    things = [NamedThing(name="Zenlane", **conditions)]
    return judge_mentions(
        [mention], [segment], competitors=things, features=[], facts=CallFacts(duration=60.0)
    )


def test_a_mention_says_whether_the_customer_likes_it_and_in_which_words():
    [mention] = judged("customer", "Honestly, Zenlane is cheaper.")
    assert (mention.stance, mention.stance_quote, mention.modality) == (
        "better",
        "Zenlane is cheaper",
        "plain",
    )


def test_the_agents_words_are_no_stance():
    [mention] = judged("agent", "Zenlane is cheaper.")
    assert (mention.stance, mention.stance_quote) == (None, None)


def test_a_denied_name_is_marked():
    assert [one.modality for one in judged("customer", "We don't use Zenlane.")] == ["negated"]


def test_a_name_may_count_only_where_the_customer_says_it():
    assert judged("agent", "Zenlane is cheaper.", said_by="customer") == []


def test_an_exclusion_around_a_name_takes_it_out():
    assert judged("customer", "I live in Zenlane Avenue.", exclusions=("zenlane avenue",)) == []
    assert len(judged("customer", "I use Zenlane.", exclusions=("zenlane avenue",))) == 1


def test_a_name_may_count_in_a_part_of_the_call_only():
    assert judged("customer", "I use Zenlane.", window="last 10 s") == []
