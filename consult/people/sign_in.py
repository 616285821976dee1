"""Staff sign in with a name and a password. Members never sign in, and nothing here knows of them."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import NewType

from sqlmodel import Session, col, delete, select, update

from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.clock import Clock
from consult.database import Database
from consult.errors import BadText, NotSignedIn, Refused
from consult.ids import AccountId
from consult.people import names
from consult.people.staff import Account, Granted, Organisation, SignedIn
from consult.slow_hashes import password_fits

Token = NewType("Token", str)
TOKEN_BYTES = 32
SECONDS_A_MINUTE = 60


class WrongSignIn(Refused):
    """
    The name is unknown, the password is wrong, or the account is switched off.

    One error for all three, and the same time for each, so that guessing teaches nothing.
    """

    sentence = "That name and password do not go together. Check both and try again."


def sign_in(database: Database, clock: Clock, name: str, password: str) -> Token:
    """
    Give a new session's token for a name and password that go together; WrongSignIn otherwise.

    The slow hash runs outside any transaction: a guess never holds the lock that members' Sends wait for.
    """
    with database.reading() as session:
        found = session.exec(
            select(Account.id, Account.password_hash, Account.switched_off).where(Account.name == _looked_up(name))
        ).first()
    account_id, kept, switched_off = found or (None, None, False)
    fits = password_fits(kept, _typed(password))
    if account_id is None or not fits or switched_off:
        raise WrongSignIn
    with database.writing() as session:
        return begin(session, clock, AccountId(account_id))


def begin(session: Session, clock: Clock, account_id: AccountId) -> Token:
    """Begin a session for an account whose password was just checked, and give its token."""
    token = Token(token_urlsafe(TOKEN_BYTES))
    session.add(SignedIn(key=key_of(token), account_id=account_id, seen_at=_seconds(clock)))
    return token


def actor(session: Session, clock: Clock, token: str, idle_minutes: int = 30) -> Actor:
    """Give who is behind a live token; NotSignedIn when it is unknown, ended, idle too long or switched off."""
    found = session.exec(
        select(Account, Organisation.kind)
        .join(SignedIn, col(SignedIn.account_id) == col(Account.id))
        .join(Organisation, col(Organisation.id) == col(Account.organisation_id))
        .where(
            SignedIn.key == key_of(token),
            SignedIn.seen_at > _seconds(clock) - idle_minutes * SECONDS_A_MINUTE,
            col(Account.switched_off).is_(False),
        )
    ).first()
    if found is None:
        raise NotSignedIn
    account, kind = found
    # Whoever handed over a first password could use it. So it opens nothing but the page to change it.
    grants = frozenset() if account.must_change else _grants_now(session, clock, account)
    return Actor(account.id, OrganisationKind(kind), grants)


def stay(session: Session, clock: Clock, token: str, idle_minutes: int = 30) -> None:
    """Note that the person is still here. A session that has ended, or was idle too long, stays ended."""
    limit = _seconds(clock) - idle_minutes * SECONDS_A_MINUTE
    session.exec(
        update(SignedIn)
        .where(col(SignedIn.key) == key_of(token), col(SignedIn.seen_at) > limit)
        .values(seen_at=_seconds(clock))
    )


def needs_noting(session: Session, clock: Clock, token: str) -> bool:
    """Say whether the last note is a minute old, so that not every tap writes."""
    seen = session.exec(select(SignedIn.seen_at).where(SignedIn.key == key_of(token))).first()
    return seen is not None and seen <= _seconds(clock) - SECONDS_A_MINUTE


def sign_out(session: Session, token: str) -> None:
    """End a session. A second call changes nothing."""
    session.exec(delete(SignedIn).where(col(SignedIn.key) == key_of(token)))


def end_all(session: Session, account_id: AccountId) -> None:
    """End every session of an account."""
    session.exec(delete(SignedIn).where(col(SignedIn.account_id) == account_id))


def end_everyones(session: Session) -> None:
    """Sign everyone out: a backup that was put back must not bring old sessions to life."""
    session.exec(delete(SignedIn))


def sweep(session: Session, clock: Clock, idle_minutes: int) -> None:
    """Forget sessions that have been idle too long."""
    limit = _seconds(clock) - idle_minutes * SECONDS_A_MINUTE
    session.exec(delete(SignedIn).where(col(SignedIn.seen_at) <= limit))


def key_of(token: str) -> bytes:
    """Give what is kept instead of a token (32 bytes). The token is 256 random bits, so no slow hash is needed."""
    return sha256(token.encode("utf-8", "replace")).digest()


def _grants_now(session: Session, clock: Clock, account: Account) -> frozenset[Grant]:
    now = _seconds(clock)
    rows = session.exec(select(Granted).where(Granted.account_id == account.id, col(Granted.effective_from) <= now))
    may_read = account.reads_from is None or account.reads_from <= now
    return frozenset(Grant(row.role, row.advisory_id) for row in rows if may_read or row.role is not Role.READER)


def _looked_up(name: str) -> str:
    try:
        return names.sign_in_name(name)
    except BadText:
        return ""


def _typed(password: str) -> str:
    try:
        return names.password(password)
    except BadText:
        # Hashed all the same: a short guess must not come back sooner than a long one.
        return password[: names.PASSWORD_LONGEST]


def _seconds(clock: Clock) -> int:
    return int(clock.now().timestamp())
