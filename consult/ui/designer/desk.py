"""Who sits here: a designer, her organisation, and those that a theme can be handed to."""

from dataclasses import dataclass

from consult.actors import Actor, Role
from consult.people import organisations
from consult.ui.acting import reading
from consult.words.replies.decisions import Whose


@dataclass(frozen=True, slots=True)
class Desk:
    """A designer with her own organisation, the others in which someone can answer, and every theme released so far."""

    actor: Actor
    mine: Whose
    others: tuple[Whose, ...]
    themes: dict[str, str]


def of(actor: Actor, themes: dict[str, str]) -> Desk:
    """Give the desk of this designer; `themes` are the released ones, title by number ("3.1")."""
    with reading() as session:
        home = organisations.of_account(session, actor.account_id)
        known = organisations.with_role(session, Role.DESIGNER)
    others = tuple(Whose(one.id, one.name) for one in known if one.id != home.id)
    return Desk(actor, Whose(home.id, home.name), others, themes)
