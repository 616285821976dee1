"""One run of the member's page: look whether her card still works, show the page she stands at, and the help below."""

from collections.abc import Callable

from consult.errors import BadText
from consult.house import House, present
from consult.ui import say
from consult.ui.member import (
    after,
    before,
    check,
    code,
    doors,
    foot,
    frame,
    helped,
    place,
    question,
    sent,
    shared,
    taps,
)
from consult.ui.member.texts import language
from consult.ui.member.walk import UNDERWAY, Step, Walk
from consult.wording.catalogue_of_members import refusal

PAGES: dict[Step, Callable[[House, Walk], None]] = {
    Step.CODE: code.show,
    Step.HELPED: helped.show,
    Step.KNOW: before.know,
    Step.KEPT: place.come_back,
    Step.BRIEF: before.brief,
    Step.LIST: before.everything,
    Step.FACTS: before.key_facts,
    Step.FULL: before.full,
    Step.KEEP: place.offer,
    Step.NOTE: question.note,
    Step.QUESTION: question.show,
    Step.BREAK: place.rest,
    Step.CHECK: check.show,
    Step.PAY: after.pay,
    Step.END: after.end,
    Step.GONE: before.gone,
    Step.FIND: sent.find,
    Step.FOUND: sent.found,
    Step.SHUT: after.shut,
}


def run() -> None:
    """Show one page."""
    house, here = present(), taps.here()
    is_paused = False
    if here.walk.step in UNDERWAY:
        here.walk, is_paused = doors.look_again(house, here.walk)
    walk = here.walk
    frame.begin(walk, "paused" if is_paused else walk.step)
    shared.watch(walk)
    if walk.refusal:
        say.refusal(BadText(refusal(walk.refusal, language())))
    page = after.paused if is_paused else PAGES[walk.step]
    page(house, walk)
    foot.show(walk)
