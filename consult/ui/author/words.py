"""The words for where a part stands, the same on every screen."""

from consult.rounds.tables import PartState

STATES = {
    PartState.DRAFT: "being written",
    PartState.WAITING: "waits for its steward",
    PartState.APPROVED: "approved",
    PartState.OPEN: "open",
    PartState.PAUSED: "paused",
    PartState.COUNTING: "being counted",
    PartState.COUNTED: "counted",
    PartState.RELEASED: "released",
    PartState.ANSWERED: "answered",
    PartState.PURGED: "destroyed unread",
    PartState.DECLINED: "the advisory said no",
}
LEVELS = {
    "consult": "Consult: they say what they think, we decide",
    "involve": "Involve: we work with their ideas at each step",
    "collaborate": "Collaborate: we write it with them",
    "empower": "Empower: they decide",
}
KINDS = {
    "open": "In their own words",
    "choice": "One choice",
    "multi": "Several choices",
    "choice_per_theme": "One choice for each theme",
    "multi_from_themes": "Several of the themes",
}
