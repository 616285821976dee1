"""The round in which draft themes go back to members: begun by the author, once a steward has let the drafts go."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import Refused
from consult.ids import PartId, RoundId
from consult.rounds import assignments, drafts, emptied, parts
from consult.rounds.tables import Part, Round
from consult.words.leaving import member_checks
from consult.words.leaving.member_checks import DraftTheme
from consult.words.leaving.release_tables import MemberCheck

THEMES = "{themes}"


def waiting(session: Session, actor: Actor) -> tuple[tuple[PartId, str], ...]:
    """Give an author the parts of her rounds whose drafts a steward let go, with no check begun: id and title."""
    rows = session.exec(
        select(MemberCheck.part_id).where(col(MemberCheck.agreed_by).is_not(None)).order_by(col(MemberCheck.part_id))
    ).all()
    mine = session.exec(
        select(Part, Round)
        .join(Round, col(Round.id) == col(Part.round_id))
        .where(col(Part.id).in_(rows), Round.author_id == actor.account_id)
        .order_by(Round.title, col(Part.id))
    )
    return tuple((part.id, round_.title) for part, round_ in mine if not member_checks.rounds_of(session, part.id))


def begin(session: Session, actor: Actor, part_id: PartId, common: drafts.Common, today: date) -> RoundId:
    """
    Begin the member check of a part, as its round's author: a draft to look at, change and put before the steward.

    It asks about each theme by its title; the brief gives title and text, as the steward let them go. The readers are
    the same. Refused while nothing was let go, and when a check was begun.
    """
    part = parts.part(session, part_id)
    drafts.own(session, actor, part.round_id)
    parts.locked(session, part_id)
    check = session.get(MemberCheck, part_id, populate_existing=True)
    if check is None or check.agreed_by is None or not check.draft:
        raise Refused("A steward has not let draft themes of this round go back to members.")
    if member_checks.rounds_of(session, part_id):
        raise Refused("This member check was begun. It is among your rounds.")
    round_id = drafts.begin_check(session, actor, common, part_id, today)
    themes = member_checks.themes_of(check)
    brief = parts.round_of(session, round_id).brief.replace(THEMES, _told(themes))
    asked = {"themes": "\n".join(emptied.as_asked(one.title) for one in themes)}
    drafts.change(session, actor, round_id, {"brief": brief, "facts": asked})
    for one in assignments.of_round(session, part.round_id):
        if one.role is Role.READER:
            assignments.assign(session, actor, round_id, one.account_id, Role.READER)
    return round_id


def _told(themes: Sequence[DraftTheme]) -> str:
    return "\n\n".join(f"{emptied.as_asked(one.title)}\n{emptied.as_asked(one.text)}" for one in themes)
