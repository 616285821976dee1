"""The story of the whole loop: who is in it, what they say, and what is made of it. Nobody real said any of this."""

from dataclasses import dataclass, field
from datetime import date

from consult.actors import OrganisationKind, Role
from consult.house import House
from consult.ids import AccountId, AdvisoryId
from consult.people import accounts, grants, organisations
from consult.rounds import advisories

MONDAY = date(2026, 5, 4)
OPENS = date(2026, 5, 11)
PASSWORD = "lantern harbour window seven"
OWN = "copper meadow ladder ninety"
ADVISORY = "Survivor advisory"
TITLE = "Evening hours at the drop-in"
SEATS, SPARES = 11, 1
FACTS = {
    "What this is about": "evening hours at the drop-in",
    "What is set": "the place, and the money for one year",
    "What can still change": "the hours, the rules, the team and what is there",
    "Who decides": "the program lead of the drop-in",
    "Who reads the full answers": "a peer worker and the coordinator of the partnership",
    "Who members can ask": "the coordinator at 902-555-0100",
    "Who they can ask outside": "the complaints office at 902-555-0101",
    "Who tells them about benefits": "the legal help line at 902-555-0102",
    "Where the pay code is paid": "the front desk, 12 to 8 pm, any day but Sunday",
    "The program": "the evening drop-in",
}
HEAVY = "The next question is about rules that shut people out. You can skip it."
NIGHT, TRUST, PEERS, RULES = "Open when it is hard", "Asked too much, too soon", "People who know", "Rules at the door"


@dataclass(frozen=True)
class Theme:
    """A theme as a reader writes it."""

    title: str
    text: str
    views: str = ""


THEMES = (
    Theme(NIGHT, "The need is late: after nine, on weekends, in winter. A ride is part of being open."),
    Theme(TRUST, "A first visit needs a first name at most. Questions can wait.", "A few want safety questions first."),
    Theme(PEERS, "A team that has lived it changes how the place feels."),
    Theme(RULES, "Fewer rules, told ahead of time, the same for all."),
)
ASKED = "People who come to the drop-in, by cards on the counter."
UNCHECKED = "The advisory read the themes together, at its meeting."
OTHER = "One idea stood alone: charge a phone, bring a pet."


@dataclass(frozen=True)
class Said:
    """What one member says to the first question, and where it belongs; `rules` is her answer about rules."""

    words: str
    themes: tuple[str, ...] = ()
    rules: str = ""
    rules_themes: tuple[str, ...] = (RULES,)
    quotable: bool = True
    picks: tuple[int, ...] = (1, 2)
    team: int = 1


# The first three answer in a browser; the others come through the door.
FULL = Said(
    "Stay open past nine. Nine is when the need starts.",
    (NIGHT,),
    "They wanted my number, 902-555-0188, before I could eat.",
)
KEEPS_NO_CODE = Said("A ride home after dark, and no forms the first time.", (NIGHT, TRUST))
CHANGES = Said("Be open on weekends. Let me keep my name to myself at first.", (NIGHT, TRUST))
BEFORE_THE_CHANGE = "Nothing I can think of on a Tuesday."
WRITTEN_AND_STOPPED = "I began to write about the harbour stairs."
BY_THE_DOOR = (
    Said("Somewhere warm late at night where nobody asks why I came.", (NIGHT, TRUST), "Curfew at ten."),
    Said("Food and a quiet chair after midnight.", (NIGHT,), team=0),
    Said("Help with ID papers, and a door that opens late.", (NIGHT,), "Leaving my bags outside.", picks=(0, 3)),
    Said("Let people rest at night without a talk first.", (NIGHT, TRUST), picks=(1,)),
    Said("Open late. Do not ask for my story.", (NIGHT, TRUST), picks=(1, 4), team=0),
    Said("Someone to sit with who has been there, and not so many questions.", (PEERS, TRUST)),
    Said("A place to charge my phone and keep my dog warm.", (), "n/a", rules_themes=(), quotable=False, picks=(2,)),
)
QUOTE = "Food and a quiet chair after midnight."
NOT_QUOTABLE = BY_THE_DOOR[-1].words
COPIED = "People said: let people rest at night without a talk first."


@dataclass(frozen=True)
class Answered:
    """What the designer says to a theme."""

    verdict: str
    reason: str
    owner: str


READ_FIRST = "Program lead"
DECISIONS = {
    NIGHT: Answered(
        "Partly", "We open to midnight from Thursday to Sunday. There is no money for more.", "Program lead"
    ),
    TRUST: Answered("Yes", "A first visit needs a first name, or none.", "Program lead"),
    PEERS: Answered("Partly", "Two of the four new places are kept for people who know.", "Hiring lead\nProgram lead"),
    RULES: Answered("No", "Bags stay outside the kitchen, because the fire code says so.", "Site manager"),
}

_ROLES = {
    "author": Role.AUTHOR,
    "reader-one": Role.READER,
    "reader-two": Role.READER,
    "designer": Role.DESIGNER,
    "finance": Role.FINANCE,
    "desk": Role.DESK,
}


@dataclass
class Cast:
    """The accounts by sign-in name, and everything secret that was seen or typed on the way."""

    ids: dict[str, AccountId]
    advisory_id: AdvisoryId
    secrets: set[str] = field(default_factory=set)


def gather(house: House) -> Cast:
    """Make one account for each role, as an administrator does; the author still has to choose her own password."""
    with house.database.writing() as session:
        advisory_id = next(one.id for one in _advisories(session) if one.name == ADVISORY)
        admin = accounts.add_first(session, house.clock, "admin", accounts.hashed(PASSWORD), "YWCA Halifax")
        home = organisations.add(session, admin, "Peer workers", OrganisationKind.COMMUNITY)
        ids = {}
        for name, role in _ROLES.items():
            first = name == "author"
            kept = accounts.hashed(PASSWORD)
            ids[name] = accounts.add(session, house.clock, admin, name, kept, home, must_change=first)
            grants.grant(session, house.clock, admin, ids[name], role)
        kept = accounts.hashed(PASSWORD)
        ids["steward"] = accounts.add(session, house.clock, admin, "steward", kept, home, must_change=False)
        grants.grant(session, house.clock, admin, ids["steward"], Role.STEWARD, advisory_id)
    return Cast(ids, advisory_id)


def _advisories(session):
    advisories.add_defaults(session)
    return advisories.in_order(session)


def everything_typed() -> set[str]:
    """Give every answer that anyone typed, sent or not."""
    said = (FULL, KEEPS_NO_CODE, CHANGES, *BY_THE_DOOR)
    words = {one for each in said for one in (each.words, each.rules) if len(one) > len("n/a")}
    return words | {BEFORE_THE_CHANGE, WRITTEN_AND_STOPPED, "902-555-0188"}
