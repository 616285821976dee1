"""Accounts as an administrator sees them: who there is, who may do what, and how a first password is handed over."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from consult import tokens
from consult.actors import Actor, Role
from consult.clock import moment
from consult.errors import Refused
from consult.house import present
from consult.ids import AccountId, AdvisoryId
from consult.people import accounts, grants, organisations
from consult.people.grants import GrantLine
from consult.people.staff import OrganisationId
from consult.rounds import advisories
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt, tell

WHAT_ROLES_DO = {
    Role.AUTHOR: "Writes rounds and asks for approval.",
    Role.STEWARD: "Approves for one advisory, opens its box, agrees to what leaves.",
    Role.READER: "Reads raw answers of the rounds she is named for. Never holds the desk.",
    Role.DESIGNER: "Reads what was released, and answers it.",
    Role.FINANCE: "Sets money aside.",
    Role.DESK: "Pays codes. Sees an amount and nothing else.",
    Role.FACILITATOR: "Hands out sealed cards.",
    Role.ADMIN: "Makes accounts and organisations. Gives first passwords: then a reader rests 72 hours.",
}

RESTS = "A steward's role then waits for another steward. A reader's rests 72 hours, and the stewards see it."


@dataclass(frozen=True, slots=True)
class _Line:
    account_id: AccountId
    name: str
    organisation: str
    switched_off: bool
    must_change: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    accounts: tuple[_Line, ...]
    grants: tuple[GrantLine, ...]
    organisations: dict[OrganisationId, str]
    advisories: dict[AdvisoryId, str]


def show(actor: Actor) -> None:
    """Show all accounts, one account's acts, and the form for a new one."""
    seen = _see(actor)
    say.table(("Name", "Organisation", "May", "State"), tuple(_row(line, seen) for line in seen.accounts))
    _new_account(actor, seen)
    tell("new")
    chosen = _choose(seen)
    if chosen is not None:
        _roles(actor, chosen, seen)
        _access(actor, chosen)


def _see(actor: Actor) -> _Seen:
    with reading() as session:
        lines = tuple(
            _Line(account.id, account.name, organisation.name, account.switched_off, account.must_change)
            for account, organisation in accounts.every(session, actor)
        )
        return _Seen(
            accounts=lines,
            grants=grants.every(session, present().clock, actor),
            organisations={found.id: found.name for found in organisations.every(session)},
            advisories={found.id: found.name for found in advisories.in_order(session)},
        )


def _row(line: _Line, seen: _Seen) -> tuple[str, ...]:
    roles = [_named(grant, seen) for grant in seen.grants if grant.account_id == line.account_id]
    state = "switched off" if line.switched_off else "first password" if line.must_change else "in use"
    return (line.name, line.organisation, ", ".join(roles) or "nothing yet", state)


def _named(grant: GrantLine, seen: _Seen) -> str:
    if grant.advisory_id is None:
        return grant.role.value
    role = f"{grant.role.value} of {seen.advisories.get(grant.advisory_id, 'an advisory')}"
    return f"{role} ({_rest(grant.from_when)})" if _rest(grant.from_when) else role


def _rest(from_when: datetime | None) -> str:
    if from_when is None:
        return "waits for another steward"
    return f"rests until {moment(from_when)}" if from_when > present().clock.now() else ""


def _new_account(actor: Actor, seen: _Seen) -> None:
    say.subheading("Make an account")
    say.quiet("A sign-in name need not be a real name. No mail address or phone is asked for.")
    with st.form("new-account", border=False):
        name = st.text_input("Sign-in name", max_chars=40, autocomplete="off")
        organisation = st.selectbox(
            "Organisation", tuple(seen.organisations), format_func=lambda key: seen.organisations[key]
        )
        pressed = st.form_submit_button("Make the account", type="primary")
    if pressed and organisation is not None:
        attempt(lambda: _made(actor, name, organisation), "new")


def _made(actor: Actor, name: str, organisation: OrganisationId) -> str:
    words = tokens.new_words()
    kept = accounts.hashed(words)
    with acting(actor, "made an account") as session:
        accounts.add(session, present().clock, actor, name, kept, organisation)
    return _first_password(words)


def _first_password(words: str) -> str:
    return (
        f"Done. The first password is: {words}. Write it down now. It is shown once. Hand it over in person. "
        "No role works until its owner has chosen a password of her own."
    )


def _choose(seen: _Seen) -> _Line | None:
    say.subheading("Change an account")
    lines = {line.account_id: line for line in seen.accounts}
    chosen = st.selectbox(
        "Account", tuple(lines), index=None, format_func=lambda key: lines[key].name, placeholder="Choose one"
    )
    return lines.get(chosen) if chosen is not None else None


def _roles(actor: Actor, line: _Line, seen: _Seen) -> None:
    held = tuple(grant for grant in seen.grants if grant.account_id == line.account_id)
    role = st.radio(
        "Give a role", tuple(Role), index=None, format_func=lambda key: f"{key.value}: {WHAT_ROLES_DO[key]}"
    )
    advisory = None
    if role is Role.STEWARD:
        advisory = st.radio(
            "Of which advisory",
            tuple(seen.advisories),
            index=None,
            format_func=lambda key: say.label(seen.advisories[key]),
        )
    pressed = st.button("Give this role", type="primary")
    tell("roles")
    if pressed:
        attempt(lambda: _given(actor, line, role, advisory), "roles")
    for grant in (grant for grant in held if grant.role is not Role.STEWARD):
        if st.button(f"Take away: {grant.role.value}", key=f"take-{grant.grant_id}"):
            attempt(partial(_taken, actor, grant), "roles")


def _given(actor: Actor, line: _Line, role: Role | None, advisory: AdvisoryId | None) -> str:
    if role is None or (role is Role.STEWARD and advisory is None):
        raise Refused("Choose a role, and for a steward the advisory.")
    with acting(actor, f"gave the role {role.value} to {line.name}", advisory_id=advisory) as session:
        grants.grant(session, present().clock, actor, line.account_id, role, advisory)
    return f"{line.name} is {role.value} now. A new steward may have to wait for another steward: see the list."


def _taken(actor: Actor, grant: GrantLine) -> str:
    with acting(actor, f"took the role {grant.role.value} from {grant.who}") as session:
        grants.take_back(session, actor, grant.grant_id)
    return f"{grant.who} is no longer {grant.role.value}."


def _access(actor: Actor, line: _Line) -> None:
    tell("access")
    say.quiet("Switching an account off ends its sessions at once. Nothing it did is lost.")
    say.quiet(f"Give a new first password only to the owner, in person. {RESTS}")
    if line.switched_off:
        if st.button("Switch this account on"):
            attempt(lambda: _switched(actor, line, on=True), "access")
        return
    if st.button("Switch this account off"):
        attempt(lambda: _switched(actor, line, on=False), "access")
    if st.button("Give it a new first password"):
        attempt(lambda: _renewed(actor, line), "access")


def _switched(actor: Actor, line: _Line, *, on: bool) -> str:
    with acting(actor, f"switched the account {line.name} {'on' if on else 'off'}") as session:
        (accounts.switch_on if on else accounts.switch_off)(session, actor, line.account_id)
    return f"{line.name} is switched {'on' if on else 'off'}."


def _renewed(actor: Actor, line: _Line) -> str:
    words = tokens.new_words()
    kept = accounts.hashed(words)
    with acting(actor, f"gave a new first password to {line.name}") as session:
        accounts.new_first_password(session, present().clock, actor, line.account_id, kept)
    return f"{_first_password(words)} {RESTS}"
