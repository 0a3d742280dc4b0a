"""English words that tell little of what is searched for, so that questions may be asked as people ask them.

Words that are in a great part of all turns tell little in any language; these are known beforehand,
because in a small library nothing is common yet.
"""

_GRAMMAR = frozenset(
    "a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its"
    " they them their theirs myself yourself and or but if so as at by for from in into of off on onto out"
    " over to up down with without about after before between during than then there here because while until"
    " am is are was were be been being do does did doing done have has had having will would shall should can"
    " could may might must not no nor yes isn aren wasn weren don doesn didn haven hasn hadn won wouldn"
    " shouldn can couldn mustn ain t s d ll m re ve n o y also just too very really any some".split()
)
_QUESTION = frozenset(
    "what which who whom whose when where why how please tell say says said talk talked about discuss"
    " discussed mention mentioned anyone anybody someone somebody".split()
)
EVERYDAY = _GRAMMAR | _QUESTION
"""As `coachkit.query.words.plain` writes them."""
COMMON = 0.2
"""A word in this share of all turns or more tells little, whatever the language …"""
MANY_TURNS = 100
"""… unless so few turns hold it that shares say nothing yet."""
