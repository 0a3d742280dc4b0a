"""What each kind of moment is, in a few words, in the order in which they come in a call."""

from collections.abc import Mapping

from coachkit.models import MomentKind

KIND_MEANINGS: Mapping[MomentKind, str] = {
    "greeting": "they say hello",
    "verification": "who the customer is, asked, told and confirmed",
    "reason": "why the call is made",
    "question": "a question that wants an answer, of either side",
    "objection": "what holds the customer back: price, time, need, trust, somebody else's offer",
    "competitor": "a competitor is named",
    "feature_asked": "the customer asks about a feature",
    "feature_failing": "something does not work for the customer",
    "price": "a price, ours or another's",
    "frustration": "the customer is annoyed",
    "praise": "the customer speaks well of something",
    "empathy": "the agent shows to understand how it is for the customer",
    "apology": "the agent says sorry",
    "hold": "the customer is put on hold, in words or with music",
    "dead_air": "nobody speaks for 5 seconds or longer",
    "overtalk": "somebody begins while the other still speaks, for half a second or longer",
    "monologue": "the agent speaks for 76 seconds or longer",
    "promise": "the agent undertakes to do something",
    "next_step": "what happens after the call",
    "escalation": "the customer wants somebody higher, or complains formally",
    "resolution": "it works, or is settled",
    "thanks": "they say thank you",
    "goodbye": "they take leave",
}
