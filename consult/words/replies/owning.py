"""An answer, and a draft of one, belong to the organisation that wrote it, or to the one that took the theme up."""

from uuid import UUID

from sqlmodel import Session, col, delete

from consult.errors import Refused
from consult.words.replies import standings
from consult.words.replies.owner_tables import Drafted, Handed, HandedState
from consult.words.tables import Decision, Release


class TakenUp(Refused):
    """Another organisation took this theme up: the answer is theirs to give."""

    sentence = "Another organisation took this theme up. Its answer comes from there."


class AnsweredByOthers(Refused):
    """Another organisation gave the answer that stands: only they change it."""

    sentence = "Another organisation answered this theme. Only they can change the answer."


class DraftOfOthers(Refused):
    """Another organisation keeps a draft for this theme: nobody else reads it, writes over it or throws it away."""

    sentence = "Another organisation keeps a draft for this theme. You can answer it, but not change their draft."


def is_open_to(decided: Decision | None, handed: Handed | None, of: UUID | None) -> bool:
    """Say whether an organisation may answer: whoever took the theme up, else whoever answered it, else anyone."""
    if handed is not None and handed.state == HandedState.TAKEN:
        return handed.organisation_id == of
    return decided is None or decided.organisation_id in {None, of}


def require_open_to(session: Session, release: Release, theme: int, of: UUID | None) -> Decision | None:
    """Give the decision that stands. TakenUp or AnsweredByOthers where it is for another organisation to answer."""
    decided, handed = standings.latest(session, release, theme)
    if is_open_to(decided, handed, of):
        return decided
    raise TakenUp if handed is not None and handed.state == HandedState.TAKEN else AnsweredByOthers


def may_read(session: Session, release: Release, draft: Drafted, of: UUID | None) -> bool:
    """Say whether a draft is open to an organisation: its own, one that names none, or of a theme handed to it."""
    if draft.organisation_id in {None, of}:
        return True
    _decided, handed = standings.latest(session, release, draft.theme)
    return handed is not None and handed.state != HandedState.REFUSED and handed.organisation_id == of


def drop_draft(session: Session, release: Release, theme: int, of: UUID | None) -> bool:
    """Delete the draft of a theme where it is open to this organisation; gives whether none is left."""
    draft = session.get(Drafted, (release.id, theme))
    if draft is not None and not may_read(session, release, draft, of):
        return False
    session.exec(delete(Drafted).where(col(Drafted.release_id) == release.id, col(Drafted.theme) == theme))
    session.flush()
    return True
