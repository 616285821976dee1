"""A steward's code on paper: for an advisory that has lost its other stewards, so that no administrator is asked."""

from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, delete

from consult import tokens
from consult.actors import Actor, Role
from consult.clock import Clock
from consult.errors import Missing, Refused
from consult.ids import AdvisoryId
from consult.people import grants
from consult.people.staff import Granted, GrantId, PaperCode


class PaperCodeRefused(Refused):
    """The code is unknown, spent, or another advisory's: one error, so that guessing teaches nothing."""

    sentence = "That code does not work here. Check each group."


def make(session: Session, actor: Actor, advisory_id: AdvisoryId) -> str:
    """Make the advisory's paper code, for one of its stewards, and give it once. An older one stops working."""
    actor.require(Role.STEWARD, advisory_id)
    code = tokens.new_code()
    session.exec(delete(PaperCode).where(col(PaperCode.advisory_id) == advisory_id))
    session.add(PaperCode(key=_key(code), advisory_id=advisory_id, made_by=actor.account_id))
    return code


def confirm_with(session: Session, clock: Clock, actor: Actor, grant_id: GrantId, text: str) -> datetime:
    """
    Confirm one's own waiting grant with the paper code of its advisory. Gives when the grant takes effect.

    It rests 72 hours like any other. Raises MistypedCode, PaperCodeRefused, Missing.
    """
    granted = session.get(Granted, grant_id)
    if granted is None or granted.account_id != actor.account_id or granted.effective_from is not None:
        raise Missing
    spent = session.exec(
        delete(PaperCode).where(
            col(PaperCode.key) == _key(tokens.read_code(text)),
            col(PaperCode.advisory_id) == granted.advisory_id,
        )
    )
    if spent.rowcount != 1:
        raise PaperCodeRefused
    return grants.begin_rest(session, clock, granted, actor.account_id)


def _key(code: str) -> bytes:
    return sha256(b"paper\0" + code.encode()).digest()
