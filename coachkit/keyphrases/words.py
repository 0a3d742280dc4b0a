"""English words that say nothing of what a call is about, by what they do in a phrase."""

EMPTY_NOUNS = frozenset(
    "thing things something anything nothing everything someone anyone everyone somebody anybody nobody"
    " lot lots bit way kind kinds sort stuff moment second seconds minute minutes hour hours day days"
    " today tomorrow yesterday tonight week weeks weekend month months year years morning afternoon"
    " evening night monday tuesday wednesday thursday friday saturday sunday january february march april"
    " may june july august september october november december time times name names surname number"
    " numbers call calls caller thank thanks hello hi hey bye goodbye guy guys people person folk folks"
    " man woman lady gentleman bloke one ones sorry please question questions help problem problems issue"
    " issues trouble reason point sense idea part end course sir madam ma'am mate dear case fact example"
    " word words side place matter rest half couple pair piece list line o'clock a.m p.m while pleasure"
    " welcome patience apology apologies inconvenience favour favor luck god gosh goodness heaven"
    " assistance hand look chance care wonder shame pity truth honesty doubt mind hurry rush hum birth"
    " postcode zip street road avenue lane waste nutshell mr mrs ms miss dr mister top bottom front back"
    " middle start beginning edge inside outside level amount pound pounds quid dollar dollars euro euros"
    " cent cents penny pence bucks percent mother father mum mom dad wife husband daughter daughters son"
    " sons sister brother cousin aunt uncle nephew niece grandma grandson granddaughter boyfriend"
    " girlfriend kid kids boy girl child children baby friend hundred thousand million dozen zero oh"
    " nought digit digits letter letters".split()
)
"""Nouns of every call; those of a team's own calls are learned from the archive."""
EMPTY_ADJECTIVES = frozenset(
    "same other another own whole certain sure able such many much more most few several last next first"
    " second third good great nice lovely fine perfect bad okay big small little long short old new young"
    " right real actual exact proper particular specific different various possible available ready happy"
    " glad sorry afraid welcome quick easy hard simple main only very entire full extra further latest"
    " current previous recent usual normal general common best better worse worst true clear decent"
    " brilliant fantastic wonderful terrible awful silly poor funny strange weird odd couple single due"
    " original ordinary half all both either enough correct weekly daily".split()
)
EMPTY_VERBS = frozenset(
    "be have do get got go come make take give want need like love know think see say tell ask mean hear"
    " look let put try use keep feel seem find call talk speak help thank wait hope wish guess suppose"
    " believe understand remember forget happen start begin stop bring leave show work hold mind sound"
    " bear appreciate apologise apologize wonder figure bet care hate prefer enjoy spend save grab catch"
    " confirm assume click press type hit read note notice mention repeat include involve become turn"
    " might shall will would can could imagine depend sit write live stand fight walk run drive eat drink"
    " share own belong learn teach sleep die matter expect afford deserve prepare double".split()
)
"""Verbs that say nothing about their object: what is had, wanted, seen or clicked on."""
ASKING_VERBS = frozenset(
    "be have do need want like love know think see say tell ask mean hear let help talk speak call"
    " wonder hope wish try guess suppose believe understand come go happen thank wait look feel seem start"
    " begin stop keep give figure sound bear appreciate apologise apologize assume remember forget deal"
    " may might shall will would can could should must".split()
)
"""Verbs that only say that something is wanted or said: no title tells them."""
COURTESIES = frozenset(
    "please thanks thank hello hi hey bye goodbye sorry sir ma'am madam mister miss okay ok yes yeah no not"
    " today tomorrow yesterday tonight now soon asap again also too just really maybe thing things stuff"
    " am pm a.m p.m urgh ugh oh ooh wow gosh darling honey dear mate buddy bunch".split()
)
"""Words of manners and of the moment: no title holds one."""
PARTICLES = frozenset("up out off down over back".split())
