"""Many at once at one door: senders while a box is counted, and fifty hands with one card."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from consult import intake
from consult.box.boxes import BoxShut
from consult.house import House
from consult.papers import Reply
from consult.people.seats import InviteRefused
from consult.words import heap
from tests import factories
from tests.factories import Opened

SENDERS = 8
# The last cards of each sender come once the box is shut; all others race with the count.
HELD_BACK = 3
PAUSE_SECONDS = 0.01


def during_a_count(part: Opened, early: House, start_at: int) -> tuple[set[str], set[str]]:
    """Let eight senders go through all cards while the box is counted; give who was thanked and who was refused."""
    enough, shut = threading.Event(), threading.Event()
    acknowledged: set[str] = set()
    refused: set[str] = set()

    def sender(cards: list[tuple[int, str]]) -> None:
        for place, (at, code) in enumerate(cards, 1):
            if place > len(cards) - HELD_BACK:
                shut.wait(60)
            try:
                intake.send(early, code, {"q1": Reply(words=f"member {at}")})
            except (InviteRefused, BoxShut):
                refused.add(f"member {at}")
            else:
                acknowledged.add(f"member {at}")
            if len(acknowledged) >= start_at:
                enough.set()
            # Eight people are not eight loops: a lock that is never free would keep the count out to the end.
            time.sleep(PAUSE_SECONDS)

    with ThreadPoolExecutor(SENDERS) as pool:
        cards = list(enumerate(part.codes))
        running = [pool.submit(sender, cards[at::SENDERS]) for at in range(SENDERS)]
        enough.wait(60)
        factories.count(part, lambda step: shut.set() if step == "shut" else None)
        for one in running:
            one.result()
    return acknowledged, refused


def with_one_card(house: House, code: str, hands: int) -> Counter[str]:
    """Bring one card so many times at once; give how often it was sent and refused."""
    start = threading.Barrier(hands)

    def bring(number: int) -> str:
        start.wait()
        return brought(house, code, number)

    with ThreadPoolExecutor(hands) as pool:
        return Counter(pool.map(bring, range(hands)))


def brought(house: House, code: str, number: int) -> str:
    """Bring a card once."""
    try:
        intake.send(house, code, {"q1": Reply(words=f"from {number}")})
    except InviteRefused:
        return "refused"
    return "sent"


def counted_words(part: Opened) -> list[str]:
    """Give the words that came out of the box."""
    with part.house.database.reading() as session:
        return [row["words"] for row in heap.of_round(session, part.round_id)]
