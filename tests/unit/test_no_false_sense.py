"""Nothing that members read says more than is true, and nothing on their pages shows people or saves a file."""

import re
from pathlib import Path

import pytest

from consult.wording import language as checked
from consult.wording.catalogue_of_members import catalogue, languages, said
from consult.wording.findings import Severity

ROOT = Path(__file__).parents[2] / "consult"
# What would promise more than this program, or any, can keep.
TOO_MUCH = re.compile(
    r"100 ?%|\b(completely|totally|fully|perfectly) (safe|anonymous|secure|private|hidden)|untraceable|no trace\b"
    r"|\banonym|guarantee|(erases|clears|hides) (all|every|your (history|phone|tracks))|no one (can|will) ever"
    r"|aucune trace|garanti|entièrement (sûr|privé|caché)|(efface|cache|supprime) (tout|votre (historique|téléphone))",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(not|never|no one|ne|n')\b\W*\w*\W*$|n'$", re.IGNORECASE)
LIMITS = {
    "en": ("does not clear your history", "Someone could still see", "If someone checks your phone, use one"),
    "fr": ("n'efface pas votre historique", "pourrait encore voir", "Si quelqu'un fouille votre téléphone"),
}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".mp4", ".webm", ".mp3", ".wav"}


def promised(text: str) -> list[str]:
    """Give each promise of too much in a text; "does not clear your history" is none."""
    return [found[0] for found in TOO_MUCH.finditer(text) if not NOT.search(text[: found.start()])]


@pytest.mark.requirement("SAFE-04")
@pytest.mark.parametrize("spoken", languages())
def test_no_sentence_promises_more_than_is_kept(spoken: str) -> None:
    """Fails when a text for members says "anonymous", "no trace", "clears your history" or the like."""
    texts = {**catalogue(spoken).by_key, **{text: text for text in catalogue(spoken).by_english.values()}}

    assert len(texts) > 200
    assert {key: promised(text) for key, text in texts.items() if promised(text)} == {}


@pytest.mark.requirement("SAFE-04")
@pytest.mark.parametrize("spoken", languages())
def test_what_leaving_does_not_do_is_said_before_the_start(spoken: str) -> None:
    """Fails when the page before the start no longer says: history stays, someone may see, use another phone."""
    text = said("ui.interruption", spoken)

    assert [limit for limit in LIMITS[spoken] if limit not in text] == []


@pytest.mark.requirement("SAFE-04")
@pytest.mark.parametrize("claim", ["100% anonymous", "completely safe", "untraceable", "guaranteed"])
def test_staff_can_not_promise_it_either(claim: str) -> None:
    """Fails when the check of staff texts lets such a promise pass without a steward's reason."""
    found = checked.check(f"Your answer is {claim} here.", "The brief")

    assert [one.severity for one in found if one.found.casefold() in claim.casefold()] == [Severity.BLOCK]


@pytest.mark.requirement("SAFE-09")
def test_nothing_that_ships_is_a_picture_but_the_neutral_icon() -> None:
    """Fails when a photo, a drawing, a film or a sound is added to the program, or a page can show one."""
    shipped = [file for file in ROOT.rglob("*") if file.suffix.lower() in PICTURES]
    sources = [file for kind in ("*.py", "*.html", "*.js", "*.css") for file in (ROOT / "ui").rglob(kind)]
    sources += [file for kind in ("*.py", "*.html", "*.js", "*.css") for file in (ROOT / "web").rglob(kind)]
    shows = re.compile(r"<(img|picture|video|audio|canvas)\b|st\.(image|logo|video|audio)\(|background-image")

    assert [file.relative_to(ROOT).as_posix() for file in shipped] == ["web/static/icon.png"]
    assert len(sources) > 60
    assert [file.name for file in sources if shows.search(file.read_text("utf-8"))] == []


@pytest.mark.requirement("SAFE-14")
def test_no_page_of_a_member_can_save_a_file() -> None:
    """Fails when a member's page, or a script in it, gets a way to put a file on her phone; she can only print."""
    sources = [*(ROOT / "ui/member").glob("*.py"), *(ROOT / "ui/scripts").glob("*.js"), ROOT / "web/static/shell.js"]
    saves = re.compile(r"download|createObjectURL|showSaveFilePicker|attachment|msSaveBlob", re.IGNORECASE)

    assert len(sources) > 20
    assert [file.name for file in sources if saves.search(file.read_text("utf-8"))] == []
