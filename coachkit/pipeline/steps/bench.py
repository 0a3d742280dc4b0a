"""What every step works with, and what the settings and people say of a call."""

from dataclasses import dataclass

from coachkit.backends.speech import SpeechOptions
from coachkit.config import Settings
from coachkit.conversation import talk_of
from coachkit.models import (
    Call,
    CallAgent,
    ChannelSound,
    Segment,
    SpeechChoice,
)
from coachkit.pipeline.toolbox import Tools
from coachkit.role_guess import Names
from coachkit.stages.compose import Speakers
from coachkit.stages.compose_given import People
from coachkit.stages.speakers import Known
from coachkit.store.library import Library

TOPICS = "topics"
"""The kind of corpus model that holds topic centroids."""
PHRASES = "phrases"
"""The kind of corpus model that tells in how many calls each phrase is said (`phrase_counts`)."""
OUTCOMES = "outcomes"
"""The kind of corpus model that tells how likely a call went well (`learned_weights`)."""
PARTS = "parts"
"""The pack of cues that tells menus and voicemail from conversation."""
ROLES, GREETINGS = "roles", "greetings"
"""The packs of cues that tell the agent from the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a step works with."""

    library: Library
    settings: Settings
    tools: Tools


def speakers_of(bench: Bench, call: Call) -> Speakers:
    """Return the names to show; a call with several agents shows none of them on every line."""
    agents = [on_call.agent for on_call in bench.library.rows(CallAgent, call_id=call.id)]
    return Speakers(agent=agents[0] if len(agents) == 1 else None, customer=call.customer)


def agent_channel_of(bench: Bench, call: Call) -> int | None:
    """Return the agent's channel: the call's own, else the settings'; None where all were mixed into one."""
    if call.heard_channels == () or (
        call.channels > 2 and len(bench.library.rows(ChannelSound, call_id=call.id)) == 1
    ):
        return None
    channel = call.agent_channel
    if channel is None:
        channel = bench.settings.recordings.agent_channel
    return channel if channel is not None and channel < call.channels else None


def heard_channels_of(bench: Bench, call: Call) -> tuple[int, ...] | None:
    """Return which channels are heard, as `decode_channels` takes them; None where nothing is chosen."""
    chosen = call.heard_channels
    if chosen is None:
        chosen = bench.settings.recordings.channels
    return chosen if call.channels > 2 or chosen == () else None


def speech_of(bench: Bench, call: Call) -> SpeechOptions:
    """Return what hears the call: a person's choice for it, else the settings'."""
    choice = next(iter(bench.library.rows(SpeechChoice, call_id=call.id)), None)
    chosen = choice or bench.settings.speech
    return SpeechOptions(engine=chosen.engine, model=chosen.model)


def people_known(bench: Bench, call: Call) -> Known:
    """Return what is known of the people on a call before it is heard."""
    on_call = bench.library.rows(CallAgent, call_id=call.id)
    agents = dict.fromkeys((*(one.agent for one in on_call), *(one.name for one in bench.settings.agents)))
    names = Names(agents=tuple(agents), customer=call.customer, company=tuple(company_names(bench)))
    return Known(names=names, agent=speakers_of(bench, call).agent, agents=on_call)


def people_named(bench: Bench, call: Call) -> People:
    """Return by which names the speakers of a given transcript may be known."""
    customers = bench.settings.customers
    return People(
        agents=bench.settings.people(),
        on_call=[one.agent for one in bench.library.rows(CallAgent, call_id=call.id)],
        customer=call.customer,
        customer_aliases=next((one.aliases for one in customers if one.name == call.customer), ()),
        company=company_names(bench),
    )


def company_names(bench: Bench) -> list[str]:
    """Return the company's own names."""
    company = bench.settings.company
    return [name for name in (company.name, *company.aliases) if name]


def people_on(bench: Bench, call: Call) -> list[str]:
    """Return the names of all agents and of the call's customer, aliases included."""
    customers = [one for one in bench.settings.customers if one.name == call.customer]
    people = [form for agent in bench.settings.agents for form in (agent.name, *agent.aliases)]
    people += [form for customer in customers for form in (customer.name, *customer.aliases)]
    return [*people, *([call.customer] if call.customer and not customers else [])]


def talk_on(bench: Bench, call: Call) -> list[Segment]:
    """Return what of a call is conversation: all that is judged, counted, filed or played is made of it."""
    return talk_of(bench.library.rows(Segment, call_id=call.id))
