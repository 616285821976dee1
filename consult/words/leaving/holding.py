"""A steward keeps one theme back while the others go on; the readers see why."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from consult.actors import Actor
from consult.errors import Missing, Refused
from consult.ids import PartId, ReleaseId, ThemeId
from consult.rounds import parts, stewards
from consult.words import fresh, reading
from consult.words.leaving import releases
from consult.words.leaving.drafting import drafted
from consult.words.leaving.release_tables import Carried, HeldTheme
from consult.words.tables import Theme


def hold(session: Session, actor: Actor, release_id: ReleaseId, at: int, because: str, k: int) -> None:
    """
    Hold theme `at` of what was proposed, as a steward of the advisory; what waits is made anew without it.

    She reads the rest again before it leaves. Missing for a number it has not; Refused for the last theme.
    """
    release = releases.waiting_for(session, actor, release_id)
    carried = session.get(Carried, (release_id, at))
    if carried is None:
        raise Missing
    said = releases.content_of(release)
    if len(said["themes"]) == 1:
        raise Refused("This is the only theme. Hold all of it back.")
    kept = fresh.field(because, "Why you hold it", releases.HELD_MOST)
    session.merge(
        HeldTheme(theme_id=carried.theme_id, part_id=release.part_id, because=kept, steward_id=actor.account_id)
    )
    session.flush()
    part = reading.readable(session, release.part_id, k)
    releases.keep(session, release, drafted(session, part, said["missing"], k, said["by"]))


def let_go(session: Session, actor: Actor, theme_id: ThemeId) -> None:
    """Hold a theme no more, as a steward of the advisory. It leaves when a reader signs the themes again."""
    held = session.get(HeldTheme, theme_id)
    if held is None:
        raise Missing
    stewards.require_steward(session, actor, parts.locked(session, held.part_id))
    session.delete(held)
    session.flush()


def of_part(session: Session, actor: Actor, part_id: PartId) -> Sequence[tuple[HeldTheme, str]]:
    """Give the held themes of a part with their titles, to its readers and to a steward who acts for it."""
    part = parts.part(session, part_id)
    if not stewards.may_act(session, actor, part):
        reading.require_reader(session, actor, part)
    return session.exec(
        select(HeldTheme, Theme.title)
        .join(Theme, col(Theme.id) == col(HeldTheme.theme_id))
        .where(HeldTheme.part_id == part_id, col(Theme.dropped).is_(False))
        .order_by(Theme.title, col(Theme.id))
    ).all()
