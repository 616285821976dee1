"""The public pages in French: all that the program says is French, and what people wrote is not touched."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from consult.house import settle
from consult.web import outcome_words, outcomes
from consult.wording.catalogue_of_members import ENGLISH, sentences_of
from consult.words.given import plain
from consult.words.leaving import releases
from consult.words.replies import decisions, standings
from tests.released_room import AFTER, GOOD, NOT_OURS, TODAY, released, replied
from tests.words_room import seed

TEMPLATES = Path(outcomes.__file__).parent / "templates"
LITERAL = re.compile(r'\b_\(\s*"([^"]+)"')
# A sentence of a release that stays as it was written.
AS_WRITTEN = ("set_aside",)

LATE = (
    "C'est à : Transit. La demande est acceptée. La réponse devait venir au plus tard le vendredi 12 mai 2028. "
    "Elle est en retard."
)


def french(line: str) -> str:
    return outcome_words.spoken(line, "fr")


@pytest.mark.requirement("CULT-11")
def test_every_sentence_of_the_templates_has_its_french():
    """Fails when a sentence is put into a public template that no catalogue holds: it would stay English in French."""
    said = {text for file in TEMPLATES.glob("outcome*.html") for text in LITERAL.findall(file.read_text("utf-8"))}
    shipped = set(sentences_of("outcomes", ENGLISH).values())

    assert len(said) > 12
    assert said <= shipped
    assert {outcomes.HEADING, *plain.STATES.values()} <= shipped


def lines_of(content, stands):
    """Give every line that the program makes of one release."""
    listed = [line for line in plain.limits_in_public(content) if line not in {content.get(key) for key in AS_WRITTEN}]
    for one in stands:
        listed += plain.answer(one)
    gone = [plain.withdrawn(theme) for theme in content["themes"]]
    return [*listed, *(line for line in gone if line), plain.cite(content)]


@pytest.mark.requirement("CULT-11")
def test_every_line_about_a_theme_has_its_french(house):
    """Due, overdue, answered in each way, handed on, taken up, refused, withdrawn: fails when one stays English."""
    room = seed(house)
    met = []

    def look(session, number):
        content = releases.read(session, number)
        for day in (TODAY, AFTER):
            met.extend(lines_of(content, standings.of_release(session, releases.by_number(session, number), day)))

    with house.database.writing() as session:
        number = released(session, room)
        look(session, number)
        decisions.decide(session, room.designer, number, 1, NOT_OURS, TODAY)
        for verdict in decisions.Verdict:
            if verdict is not decisions.Verdict.NOT_OURS:
                decisions.decide(session, room.designer, number, 2, replied(verdict=verdict), TODAY)
                look(session, number)
        look(session, number)

    english = [line for line in met if french(line) == line]
    assert len(set(met)) > 8
    assert english == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "It belongs to: Transit. They took it up. They answer by Friday 12 May 2028.",
            "C'est à : Transit. La demande est acceptée. La réponse vient au plus tard le vendredi 12 mai 2028.",
        ),
        (
            "It belongs to: Transit. They took it up. Their answer was due by Friday 12 May 2028. It is overdue.",
            LATE,
        ),
        ("Transit says that it is not theirs either: Busy.", "Transit dit que ce n'est pas à eux non plus : Busy."),
        (
            "Withdrawn on Friday 12 May 2028. Please do not use or quote it any more.",
            "Retiré le vendredi 12 mai 2028. Merci de ne plus l'utiliser ni le citer.",
        ),
        ("No. {title} stays, and the day: {day}.", "Non. {title} stays, and the day: {day}."),
        ("A theme that someone wrote.", "A theme that someone wrote."),
    ],
)
def test_facts_stay_and_days_are_french(line, said):
    """Fails when a name or a reason is changed, a brace in it is filled, or a day keeps its English form."""
    assert french(line).replace("\u00a0", " ") == said
    assert outcome_words.spoken(line, ENGLISH) == line


@pytest.mark.requirement("CULT-11")
def test_the_french_page_is_french_and_the_english_one_as_before(house):
    """Fails when the page is not marked as French, loses the way back, or a made-up language breaks it."""
    room = seed(house)
    with house.database.writing() as session:
        number = released(session, room)
        decisions.decide(session, room.designer, number, 2, GOOD, TODAY)
        title = releases.read(session, number)["themes"][0]["title"]
    settle(house)
    client = TestClient(Starlette(routes=outcomes.routes()))

    pages = {
        (path, asked): client.get(f"{path}{asked}").text
        for path in ("/outcomes", f"/outcomes/{number}", "/outcomes/999")
        for asked in ("", "?language=fr", "?language=%22%3E")
    }

    for (path, asked), page in pages.items():
        own = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
        if asked != "?language=fr":
            assert page == pages[path, ""]
            assert '<html lang="en"' in page
            continue
        assert '<html lang="fr"' in page
        assert 'href="/outcomes' in page
        assert "Quitter ce site" in page
        assert not re.search(r"\b(Leave|What people told|Where the|Answers are|Number|Waits for|no page)\b", own)
    assert title in pages[f"/outcomes/{number}", "?language=fr"]
    assert "Il n'y a pas de page avec ce numéro." in pages["/outcomes/999", "?language=fr"].replace("&#39;", "'")
