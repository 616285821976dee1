"""
Time, memory and growth of counting 1,000 and 10,000 envelopes, in the child process that counts.

    python bench/counts.py

A part has 500 seats at most; the envelopes here are sealed to the box of a real part and put in directly.
"""

import multiprocessing
import resource
import time
from secrets import token_bytes

from houses import TOLD, open_round, teller

from consult import counting, papers, tokens
from consult.box import boxes
from consult.box.tables import Envelope
from consult.demo import asking
from consult.envelopes import envelope_info, seal

SIZES = (1_000, 10_000)


def fill(told, asked, envelopes):
    """Seal so many papers to the box of the open part."""
    house = told.house
    with house.database.writing() as session:
        box = boxes.in_states(session, boxes.PAYS)[0]
        secret = house.keyring.secret(box.id)
        for paper in asking.papers_of(asked.script, TOLD["answers"], envelopes):
            padded = papers.to_bytes(
                asked.script.questions, papers.fit(asked.script.questions, paper), box.envelope_bytes
            )
            key = tokens.envelope_key(secret, tokens.new_code())
            sealed = seal(box.public_key, padded, envelope_info(box.id, box.text_hash, key, secret))
            session.add(Envelope(key=key, box_id=box.id, words_key=token_bytes(32), sealed=sealed))
    return box.id


def counted(house, box_id, phrase, pipe):
    """Count in this child and send back seconds, peak memory in MB and rows."""
    began = time.perf_counter()
    rows = counting.run(house, box_id, phrase, lambda _step: None).answers
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pipe.send((time.perf_counter() - began, peak, rows))


def main():
    """Print a row for each size, and the growth from the first to the last."""
    print(f"{'envelopes':>9} {'seconds':>8} {'peak MB':>8} {'rows':>8}")
    seconds = []
    for size in SIZES:
        with teller() as told:
            asked = open_round(told, 12)
            box_id = fill(told, asked, size)
            told.house.database.close()
            told.clock.put(asking.days_before(asked.script.closes_on, -1))
            ours, theirs = multiprocessing.Pipe()
            child = multiprocessing.get_context("fork").Process(
                target=counted, args=(told.house, box_id, asked.phrases[0], theirs)
            )
            child.start()
            took, peak, rows = ours.recv()
            child.join()
            seconds.append(took)
            print(f"{size:9} {took:8.2f} {peak:8.0f} {rows:8}", flush=True)
    print(f"ten times the envelopes took {seconds[-1] / seconds[0]:.1f} times as long")


if __name__ == "__main__":
    main()
