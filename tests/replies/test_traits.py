import re
from dataclasses import replace

import pytest

from coachkit.conversation import turns_of
from coachkit.errors import SettingsError
from coachkit.replies.reply import reply_of
from coachkit.replies.trait_pack import read_all_traits, read_traits, traits_of_cases, traits_of_pack
from coachkit.replies.traits import FoundTrait, read_trait, traits_of
from tests.replies.replies import exchange, moment, reply_to, traits
from tests.talk import segments

SHOWN = [
    ("asks_first", "Which month is it that looks wrong to you?"),
    ("asks_identity", "Can you provide me with your confirmation number, please?"),
    ("asks_identity", "And what's the company called?"),
    ("asks_open", "How did you notice that it is wrong?"),
    ("pitches_first", "Our platform is used by a thousand firms, and every bill comes with a report on it."),
    ("takes_up_words", "An October invoice that is wrong should not happen."),
    ("explains", "It was charged again because the old plan had not ended."),
    ("gives_example", "Most teams of your size have it running in a week."),
    ("names_price", "It is 26 pounds a seat."),
    ("names_price", "That would be forty pounds a visit."),
    ("names_price", "We put that right free of charge."),
    ("names_number", "There are 90,000 rows in it."),
    ("says_when", "The money will be on your card by Friday."),
    ("works_together", "Could you press the button once more and tell me what you see?"),
    ("settles_it", "That's all done now."),
    ("takes_it_on", "I'll check the account and put it right."),
    ("asks_consent", "Shall I move you back to the old plan?"),
    ("admits_fault", "That's our mistake, not yours."),
    ("refuses", "We can't refund anything after seven days."),
    ("sends_away", "You'll have to call the bank about it."),
    ("blames", "You must have clicked it twice."),
    ("points_to_rules", "Our policy does not allow refunds."),
    ("does_not_know", "I don't know what happened there."),
    ("hedges", "It's probably the browser. I think it was changed somewhere."),
    ("says_little", "There's a form for that."),
]  # fmt: skip
NOT_SHOWN = [
    ("asks_first", "It is the plan that you changed in the spring of last year. Which month is it?"),
    ("asks_first", "Okay? It is the plan that you changed in the spring of last year."),
    ("asks_first", "Which postcode have we got for you?"),
    ("asks_first", "Could you spell that for me, please?"),
    ("asks_identity", "Which number is wrong on the invoice?"),
    ("asks_open", "Is it the October one?"),
    ("pitches_first", "We don't do that, and if we did it for one we would be doing it for all of them."),
    ("pitches_first", "With us it is cheap."),
    ("takes_up_words", "I see the trouble on that page."),
    ("explains", "I see it here on the screen."),
    ("gives_example", "The company name is on the form."),
    ("gives_example", "For how many people should the table be booked?"),
    ("works_together", "Which restaurant would you like to go to?"),
    ("sends_away", "It is taken at nine, would you like me to try another time?"),
    ("asks_consent", "What apartment are you interested in?"),
    ("asks_consent", "Where do you want to go?"),
    ("pitches_first", "We will have a look at the matter and contact you with all that we find in a week."),
    ("names_price", "You have thirty cancellations."),
    ("names_number", "There are two of them."),
    ("names_number", "Your reference is 441907."),
    ("says_when", "Somebody changed it on Friday."),
    ("works_together", "Did you try another browser?"),
    ("settles_it", "It isn't done until the bank has sent it."),
    ("takes_it_on", "There is nothing I can do about it."),
    ("takes_it_on", "I'll have to ask you to wait."),
    ("asks_consent", "Is it the October one?"),
    ("admits_fault", "Everything is working fine on our side."),
    ("refuses", "You won't have to do that again."),
    ("sends_away", "You can call me any time."),
    ("blames", "It isn't your browser."),
    ("blames", "You might have a little bit of a wait."),
    ("points_to_rules", "I'll send you the new invoice."),
    ("does_not_know", "I know what happened there."),
    ("hedges", "I think it is the browser."),
    ("says_little", "The old plan was not stopped when you changed to the new one in the spring."),
]


@pytest.mark.parametrize(("name", "said"), SHOWN)
def test_a_trait_is_read_off_the_words(name, said):
    assert name in traits(said)


@pytest.mark.parametrize(("name", "said"), NOT_SHOWN)
def test_a_trait_is_not_read_into_other_words(name, said):
    assert name not in traits(said)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("shows_empathy", "empathy", "That must be annoying."),
        ("apologises", "apology", "Sorry for that."),
        ("thanks", "thanks", "Thank you for telling me."),
        ("promises", "promise", "It goes out with the next post."),
        ("names_next_step", "next_step", "The demo is next."),
        ("settles_it", "resolution", "It works again."),
        ("interrupts", "overtalk", "No, that is"),
        ("puts_on_hold", "hold", "One moment."),
    ],
)
def test_a_moment_of_the_agents_shows_its_trait(name, kind, said):
    shown = [moment(kind, said, start=6.0)]
    assert traits(said, moments=shown)[name] == said.rstrip(".")
    assert name not in traits(said)
    assert name not in traits(said, moments=[moment(kind, said, start=6.0, role="customer")])


def test_silence_and_music_belong_to_the_reply_though_nobody_says_them():
    unspoken = [moment(kind, "", start=20.0, role="unknown") for kind in ("dead_air", "hold")]
    assert {"falls_silent", "puts_on_hold"} <= traits("I look at it now.", moments=unspoken).keys()


def test_what_happens_after_the_reaction_is_not_of_the_reply():
    assert "apologises" not in traits("I look at it now.", moments=[moment("apology", "Sorry.", start=85.0)])


def test_who_calls_is_not_a_question_about_the_matter():
    asked = "Could I take your account number?"
    found = traits(asked, moments=[moment("verification", asked, start=6.0)])
    assert "asks_identity" in found
    assert "asks_first" not in found


def test_questions_one_after_another_are_more_than_one():
    asked = [("agent", "What is your budget then?"), ("customer", "I want the price."),
             ("agent", "Are you the one who decides?"), ("customer", "The price, please."),
             ("agent", "Is there somebody else to ask?")]  # fmt: skip
    assert "asks_repeatedly" in traits(lines=asked)
    assert "asks_repeatedly" not in traits(lines=asked[:3])


def test_a_rival_is_praised_or_run_down_only_where_one_is_spoken_of():
    about_one = exchange(kind="competitor", name="Zenlane")
    praise, scorn = "To be fair to them, theirs is nicer.", "Everybody's leaving them."
    assert "credits_rival" in traits(praise, about=about_one)
    assert "runs_rival_down" in traits(scorn, about=about_one)
    assert not {"credits_rival", "runs_rival_down"} & traits(praise, scorn).keys()
    named = [moment("competitor", "Zenlane", start=1.0, role="customer")]
    assert "credits_rival" in traits(praise, moments=named)


@pytest.mark.parametrize(
    ("pause", "at_once", "late"),
    [(0.5, True, False), (2.0, True, False), (3.0, False, False), (5.0, False, True)],
)
def test_how_soon_the_agent_answers_is_told_by_the_pause(pause, at_once, late):
    found = traits("The old plan was not stopped.", pause=pause)
    assert ("answers_at_once" in found, "answers_late" in found) == (at_once, late)


def replied(*lines, **changes):
    """Return the reply among lines, each changed so."""
    made = [replace(one, **changes) for one in segments(lines)]
    return reply_of(exchange(), turns_of(made), segments={one.n: one for one in made}, moments=())


def test_a_mm_hm_is_no_answer_yet():
    late = ("agent", 11.0, 15.0, "The old plan was not stopped.")
    reply = replied(("customer", 0.0, 4.0, "it is wrong"), ("agent", 4.5, 5.0, "Mm-hm."), late)
    assert reply.delay == 7.0


def test_estimated_times_tell_no_pause():
    lines = [("customer", 0.0, 4.0, "it is wrong"), ("agent", 4.5, 8.0, "The old plan was not stopped.")]
    assert replied(*lines).delay == 0.5
    estimated = replied(*lines, times_from="estimate")
    assert estimated.delay is None
    assert "answers_at_once" not in {one.name for one in traits_of(estimated)}


def test_half_a_minute_in_one_go_is_long():
    assert "speaks_long" in traits("word " * 86)
    assert "speaks_long" not in traits("word " * 85)


def test_words_in_another_language_tell_no_traits():
    lines = [("customer", 0.0, 4.0, "fatura"), ("agent", 4.5, 8.0, "probably somewhere, I think, maybe")]
    assert traits_of(replied(*lines, language="en"))
    assert traits_of(replied(*lines, language="tr")) == []


def test_what_the_agent_brings_up_has_no_reply():
    assert replied(("agent", 0.0, 4.0, "and the export?"), ("customer", 5.0, 8.0, "fine")) is None


def test_an_unanswered_customer_has_no_reply():
    assert replied(("customer", 0.0, 4.0, "it is wrong"), ("customer", 20.0, 24.0, "hello?")) is None


def test_traits_come_in_the_order_of_the_pack_and_each_once():
    found = [one.name for one in traits_of(reply_to("I'll check it. I'll fix it. We can't refund it."))]
    assert found == [name for name in read_traits() if name in found]


def test_every_trait_of_the_pack_can_be_found():
    measured = {"asks_repeatedly", "answers_at_once", "answers_late", "speaks_long"}
    by_moment = {name for name, trait in read_traits().items() if trait.moment}
    rivals = {"credits_rival", "runs_rival_down"}
    assert {*measured, *by_moment, *rivals, *(name for name, _ in SHOWN)} == read_traits().keys()


def test_the_words_that_show_a_trait_end_with_their_clause():
    assert traits("Well, we can't refund it, sorry.")["refuses"] == "we can't refund it"


def test_long_words_are_cut_short():
    assert traits("I'll check " + "the account and " * 9)["takes_it_on"].endswith(" …")


def test_a_trait_is_stored_with_its_words_and_read_again():
    for one in (FoundTrait(name="refuses", words="no: we can't"), FoundTrait(name="answers_late")):
        assert read_trait(str(one)) == one


def test_traits_say_what_is_done_and_what_is_not():
    for trait in read_traits().values():
        assert re.match(r"[a-z]+s\b", trait.does), trait.name
        assert re.match(r"(does not|says|asks|answers|gives|names|leaves|keeps|lets|makes|offers|promises|admits|takes|puts|hides|blames)\b", trait.lacks), trait.name  # fmt: skip  # noqa: E501


def test_traits_ask_agents_in_a_sentence_to_do_it_or_to_leave_it():
    for trait in read_all_traits().values():
        assert re.fullmatch(r"[A-Z][a-z]+ [^.]+\.|Apologise\.", trait.do), trait.name
        assert re.fullmatch(r"Don't [^.]+\.", trait.dont), trait.name


def test_what_no_sentence_shows_is_never_called_the_first_of_a_reply():
    paces = ("answers_at_once", "answers_late", "speaks_long", "says_little", "falls_silent")
    assert not any(read_all_traits()[name].noun for name in paces)


def test_what_tells_the_result_is_no_trait_of_cases():
    assert read_all_traits().keys() - traits_of_cases().keys() == {"settles_it"}


def test_what_is_read_for_playbooks_alone_tells_no_replies_apart():
    said = "That is about the price list of spring."
    assert "moment/price" not in traits(said, moments=[moment("price", said, start=6.0)])
    assert not any("/" in name for name in read_traits())


def test_a_trait_has_the_sentence_that_shows_it_first():
    reply = reply_to("I see the page.", "It is 26 pounds a seat. It was 20 pounds before.")
    assert {one.name: one.place for one in traits_of(reply)} == {
        "names_price": 1,
        "answers_at_once": None,
    }


@pytest.mark.parametrize("table", [{"does": "x", "lacks": "y", "words": []}, {"does": "x"}])
def test_a_pack_with_a_wrong_key_names_the_trait(table):
    with pytest.raises(SettingsError, match="“nods”"):
        traits_of_pack({"nods": table})
