"""
Sends a second and p95 through the door, beside bare durable commits of the same size in the same run.

    python bench/sends.py [sends a round]

One Send: the card's cell swapped, its honorarium given, its draft dropped, one envelope written, one durable
commit. Bare: one row of an envelope's size, one durable commit, the same settings of the database.
"""

import statistics
import sys
import threading
import time
from secrets import token_bytes

from houses import TOLD, open_round, teller
from sqlalchemy import text

from consult import intake
from consult.demo import asking

THREADS = (1, 8, 32)


def timed(work, items, threads):
    """Run `work` on each item from so many threads; give items a second and the p95 in milliseconds."""
    waiting, took, lock = list(items), [], threading.Lock()

    def run():
        while True:
            with lock:
                if not waiting:
                    return
                item = waiting.pop()
            began = time.perf_counter()
            work(item)
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    running = [threading.Thread(target=run) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return len(took) / (time.perf_counter() - began), statistics.quantiles(took, n=20)[-1] * 1000


def main():
    """Print a row for each number of threads."""
    sends = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print(f"{'threads':>7} {'sends/s':>8} {'p95 ms':>7} {'bare/s':>8} {'p95 ms':>7} {'ratio':>6}")
    for threads in THREADS:
        with teller() as told:
            asked = open_round(told, sends)
            house = told.house
            papers = asking.papers_of(asked.script, TOLD["answers"], sends)
            with house.database.writing() as session:
                session.connection().execute(
                    text("CREATE TABLE bare (key BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
                )
                size = session.connection().execute(text("SELECT envelope_bytes FROM box_box")).scalar_one() + 48

            def bare(_item, database=house.database, size=size):
                with database.writing() as session:
                    row = {"key": token_bytes(32), "sealed": token_bytes(size)}
                    session.connection().execute(text("INSERT INTO bare VALUES (:key, :sealed)"), row)

            def send(item, house=house):
                intake.send(house, *item)

            rate, p95 = timed(send, zip(asked.codes, papers, strict=False), threads)
            bare_rate, bare_p95 = timed(bare, range(sends), threads)
            print(
                f"{threads:7} {rate:8.1f} {p95:7.1f} {bare_rate:8.1f} {bare_p95:7.1f} {rate / bare_rate:6.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
