"""The process in which a box is opened: the phrase comes over a pipe, and nothing of it outlives the process."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from consult import counting
from consult.actors import Actor, OrganisationKind
from consult.clock import SetClock
from consult.envelopes import DoesNotOpen
from consult.errors import ConsultError, Refused
from consult.house import House, assemble
from consult.ids import AccountId, BoxId, PartId
from consult.rounds import parts, stewards
from consult.settings import Settings
from consult.tokens import MistypedWords

_KNOWN: dict[str, type[ConsultError]] = {kind.__name__: kind for kind in (counting.TooFew, DoesNotOpen, MistypedWords)}


def count(
    house: House, actor: Actor, part_id: PartId, phrase: str, tell: Callable[[str], None]
) -> counting.CountedRound:
    """Count the box of a part in a child process. The steward of the part's advisory, with her phrase."""
    with house.database.reading() as session:
        part = parts.part(session, part_id)
        stewards.require_steward(session, actor, part)
        if part.box_id is None:
            raise Refused("This part has no box.")
        box_id = part.box_id
    asked = {
        "settings": house.settings.model_dump(mode="json"),
        "box": box_id.hex,
        "phrase": phrase,
        "now": house.clock.now().isoformat(),
        "by": actor.account_id.hex,
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "consult.count_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return _follow(child, json.dumps(asked), tell)


def _follow(child: "subprocess.Popen[str]", asked: str, tell: Callable[[str], None]) -> counting.CountedRound:
    if child.stdin is None or child.stdout is None:
        raise Refused("The count could not start. Nothing changed.")
    child.stdin.write(asked)
    child.stdin.close()
    said: dict[str, Any] = {}
    for line in child.stdout:
        said = json.loads(line)
        if "step" in said:
            tell(said["step"])
    child.wait()
    if "counted" in said:
        return counting.CountedRound(**said["counted"])
    if "refused" in said:
        raise _KNOWN.get(said["refused"], Refused)(said["sentence"])
    raise Refused("The count stopped half way. Nothing is lost: enter the phrase again.")


def main() -> None:
    """Read one request from standard input, count, and say each step as a line of JSON."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin)
    settings = Settings(**asked["settings"])
    now = datetime.fromisoformat(asked["now"])
    house = assemble(settings, SetClock(now, settings.tz))
    try:
        # Only her id is needed here, for the log: her role was asked before this process began.
        by = Actor(AccountId(UUID(asked["by"])), OrganisationKind.ADVISORY, frozenset())
        box_id = BoxId(UUID(asked["box"]))
        counted = counting.run(house, box_id, asked["phrase"], lambda step: _say(step=step), by)
    except ConsultError as refused:
        _say(refused=type(refused).__name__, sentence=refused.sentence)
    else:
        _say(counted={name: getattr(counted, name) for name in counted.__slots__})


def _say(**said: object) -> None:
    # Whoever followed may be gone (a closed tab, a restart): the count goes on to its end all the same.
    with suppress(BrokenPipeError):
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
