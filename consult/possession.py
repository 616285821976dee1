"""The door by which an advisory takes all it has given along, and destroys what is here."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import date

from sqlmodel import Session

from consult import forgetting
from consult.actors import Actor, Role
from consult.clock import in_words, moment, today
from consult.errors import BadText, Refused
from consult.house import House
from consult.ids import AdvisoryId
from consult.people import acts
from consult.rounds import advisories, parts, stewards
from consult.rounds.tables import Part, PartState
from consult.words import fresh, raw
from consult.words.given import everything
from consult.words.leaving.content import NOT_FOR
from consult.words.reading import READABLE

PURPOSE_MOST = 80
# What is sealed can be opened by nobody, and what members hold cards for is not taken from under them.
SEALED = frozenset({PartState.APPROVED, PartState.OPEN, PartState.PAUSED, PartState.COUNTING})
ENDED = READABLE | {PartState.PURGED}
MADE = (1980, 1, 1, 0, 0, 0)  # every file of the zip bears one time: when it was made is in its README


def take_along(house: House, actor: Actor, advisory_id: AdvisoryId, for_what: str) -> bytes:
    """
    Give a steward everything of her advisory as a zip of JSON, with a line in the log that says what for.

    Raw answers are in it, as the heap without order. NotAllowed for anyone else; rounds that she wrote or whose
    cards she took are left out, and the README says so.
    """
    with house.database.writing() as session:
        actor.require(Role.STEWARD, advisory_id)
        purpose = fresh.line(for_what, "What it is for", PURPOSE_MOST)
        acts.record(session, house.clock, actor, f"took all of it along: {purpose}", advisory_id=advisory_id)
        files = _files(session, house, actor, advisory_id, purpose)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(zipfile.ZipInfo(name, MADE), text)
    return packed.getvalue()


def destroy(house: House, actor: Actor, advisory_id: AdvisoryId, typed_name: str) -> None:
    """
    Destroy all that members of an advisory gave, what was made of it and what was released, as its steward.

    The name of the advisory is typed to confirm. A dated note stays: the line in the log, and on the page of each
    release that it was withdrawn. Refused while a box of hers is not counted, and where a box was shared.
    """
    with house.database.writing() as session:
        actor.require(Role.STEWARD, advisory_id)
        if typed_name.strip() != advisories.get(session, advisory_id).name.strip():
            raise BadText("Type the name of the advisory to confirm.")
        held = [parts.locked(session, part.id) for part in parts.of_advisories(session, frozenset({advisory_id}))]
        for part in held:
            _require_free(session, actor, part)
        acts.record(session, house.clock, actor, "destroyed all that this advisory gave", advisory_id=advisory_id)
        forgetting.promise(house)
        for part in held:
            _destroy_part(session, part, today(house.clock))
    # The copies go last: while one stands, or the promise, the next hour does it again.
    with suppress(Refused):
        forgetting.forget(house)
        for part in held:
            if part.box_id:
                forgetting.destroy_copies(house, part.box_id)


def _require_free(session: Session, actor: Actor, part: Part) -> None:
    if part.state in SEALED:
        title = parts.title_of(session, part.round_id)
        raise Refused(f'"{title}" is not counted yet. Open its box, or destroy it unread, first.')
    if part.state in READABLE:
        stewards.require_steward(session, actor, part)
        if part.box_id and len(parts.all_in_box(session, part.box_id)) > 1:
            raise Refused("One box was shared with another advisory. It takes a steward of each.")


def _destroy_part(session: Session, part: Part, day: date) -> None:
    if part.state not in ENDED:
        return
    everything.out_of_checks(session, part)
    if part.state in READABLE and part.erased_on is None:
        raw.erase(session, part, day)
    everything.destroy(session, part, in_words(day))
    part.state = PartState.PURGED
    part.intro = part.benefit = part.agreement = part.remark = ""
    part.add_on, part.other_words = [], {}
    session.add(part)
    session.flush()


def _files(session: Session, house: House, actor: Actor, advisory_id: AdvisoryId, purpose: str) -> dict[str, str]:
    name = advisories.get(session, advisory_id).name
    files: dict[str, str] = {}
    left_out, number = [], 0
    for part in parts.of_advisories(session, frozenset({advisory_id})):
        if not stewards.may_act(session, actor, part):
            left_out.append(parts.title_of(session, part.round_id))
            continue
        found = everything.files_of(session, part, house.settings.k)
        number += bool(found)
        files |= {f"round-{number}/{file}": text for file, text in found.items()}
    files["log.json"] = _log(session, house, actor, advisory_id)
    files["README.txt"] = _readme(name, in_words(today(house.clock)), purpose, left_out)
    return files


def _log(session: Session, house: House, actor: Actor, advisory_id: AdvisoryId) -> str:
    rounds = tuple(part.round_id for part in parts.of_advisories(session, frozenset({advisory_id})))
    lines = acts.for_advisory(session, house.clock, actor, advisory_id, rounds)
    rows = [{"when": moment(line.at), "who": line.who, "what": line.act} for line in lines]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _readme(name: str, day: str, purpose: str, left_out: list[str]) -> str:
    lines = [
        f"All that {name} holds here, taken along on {day}.",
        f"What for: {purpose}",
        NOT_FOR,
        "Answers stand by the alphabet, without a name, a time or a tie to each other.",
        "Keep this as you would keep the answers themselves. It was written down who took it, and when.",
    ]
    lines += [f'Not here, for you wrote that round or took its cards: "{title}".' for title in left_out]
    return "\n".join(lines) + "\n"
