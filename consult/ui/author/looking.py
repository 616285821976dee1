"""The screen on which an author walks through one part as a member of that advisory would."""

from consult.actors import Actor
from consult.errors import ConsultError
from consult.ids import PartId
from consult.rounds import drafts, parts
from consult.ui import say
from consult.ui.acting import reading
from consult.ui.author import asked_for, preview


def show(actor: Actor) -> None:
    """Show the walk, or say in one sentence what is missing."""
    try:
        part_id = PartId(asked_for.uuid("part"))
        with reading() as session:
            part = parts.part(session, part_id)
            drafts.own(session, actor, part.round_id)
            script = parts.script_now(session, part_id)
    except ConsultError as refused:
        say.refusal(refused)
        say.link("Rounds", "/rounds")
        return
    say.link("Back to writing", f"/write?round={part.round_id}&step=ask")
    say.note("This is what members would see. Nothing you press here is kept.")
    preview.walk(script)
