"""
Measure what is learned from a reader's coding: samples-F1 on patient feedback that nobody coded, by how much was coded.

    python bench/learning.py chance DATA_FOLDER      answers to code drawn by chance, five splits, three kinds of vectors
    python bench/learning.py useful DATA_FOLDER      the same number coded most useful first, ten at a time, three splits

DATA_FOLDER holds `nhs_fft_v6_multi.jsonl` (bench/themes.py). 2,000 answers are held out in each split (1,000 in "useful").
CPU-seconds are those of one call of `learn`, vectors included, in a process that has its libraries loaded.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from statistics import mean

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
COUNTS = (50, 100, 200, 500)


def rows(folder):
    lines = (Path(folder) / "nhs_fft_v6_multi.jsonl").read_text("utf-8").splitlines()
    return [(row["text"], frozenset(row["labels"])) for row in map(json.loads, lines)]


def split(folder, seed, held, pool):
    every = rows(folder)
    Random(seed).shuffle(every)
    return every[:pool], every[pool : pool + held]


def f1(one, other):
    return 2 * len(one & other) / (len(one) + len(other))


def scored(proposals, use, held_from):
    return mean(
        f1(frozenset(one.themes), use[one.place][1]) if one.themes else 0.0
        for one in proposals
        if one.place >= held_from
    )


def ways():
    from consult.words.suggesting.vectors import BySharedWords, ByWords, best_here

    return {"ours": best_here(), "ours, no extra": ByWords(), "shared words alone": BySharedWords()}


def by_chance(folder):
    from consult.words.learned.learning import learn

    for count in COUNTS:
        said = {}
        for seed in range(5):
            coded, held = split(folder, seed, 2000, count)
            use = coded + held
            top = Counter(label for _, labels in coded for label in labels).most_common(1)[0][0]
            said.setdefault("most frequent label", []).append((mean(f1(frozenset({top}), it[1]) for it in held), 0, 0))
            for way, vectors in ways().items():
                began = time.process_time()
                lesson = learn([it[0] for it in use], {at: use[at][1] for at in range(count)}, vectors=vectors)
                took = time.process_time() - began
                said.setdefault(way, []).append((scored(lesson.proposals, use, count), lesson.agreement, took))
        for way, found in said.items():
            told, guessed, took = (mean(column) for column in zip(*found, strict=True))
            lowest, highest = min(it[0] for it in found), max(it[0] for it in found)
            print(
                f"{count} coded | {way} | F1 {told:.3f} ({lowest:.3f} to {highest:.3f}) | cross-validated {guessed:.3f} | {took:.1f} CPU-s",
                flush=True,
            )


def most_useful(folder):
    from consult.words.learned.learning import learn

    found = {}
    for seed in range(3):
        pool, held = split(folder, seed, 1000, 1500)
        texts, use = [it[0] for it in pool + held], pool + held
        for order in ("chance", "most useful"):
            coded = list(range(30))
            while len(coded) <= 200:
                lesson = learn(texts, {at: use[at][1] for at in coded})
                if len(coded) in COUNTS:
                    found.setdefault((order, len(coded)), []).append(scored(lesson.proposals, use, len(pool)))
                waits = [one.place for one in lesson.proposals if one.place < len(pool)]
                coded += sorted(waits)[:10] if order == "chance" else waits[:10]
    for (order, count), scores in sorted(found.items(), key=str):
        print(f"{order} | {count} coded | F1 {mean(scores):.3f}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["chance", folder]:
            by_chance(folder)
        case ["useful", folder]:
            most_useful(folder)
        case _:
            sys.exit(__doc__)
