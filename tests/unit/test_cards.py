"""The card sheet: what stands on it, what does not, and that it leaves once."""

import re
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from consult import cards, handovers, tokens
from consult.errors import Refused

ADDRESS = "https://feedback.example.ca"
TELLING = ("honorari", "surviv", "advisor", "traffick", "exploit", "consult", "round", "anonym")


PLACES = {
    "en": "Main Street desk, Tuesday 1 to 4 pm",
    "fr": "Comptoir de la rue Main, le mardi de 13 h à 16 h. Ou sur place, le soir, quand la halte-accueil est ouverte",
}
ENGLISH, FRENCH, BOTH = {"en": PLACES["en"]}, {"fr": PLACES["fr"]}, PLACES
EACH = pytest.mark.parametrize("places", [ENGLISH, FRENCH, BOTH], ids=["english", "french", "both"])


def sheet(count=6, places=ENGLISH):
    codes = tuple(tokens.new_code() for _ in range(count))
    return cards.CardSheet(codes, ADDRESS, 2500, date(2026, 5, 15), places)


def pages(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


@EACH
def test_each_code_stands_once_in_groups_and_reads_back(places):
    """Fails when a code is missing, doubled, cut or printed in a form that can not be typed."""
    made = sheet(9, places)
    printed = pages(cards.render(made))
    found = []
    for page in printed:
        lines = page.splitlines()
        found += [tokens.read_code(" ".join(lines[at + 1 : at + 3])) for at, line in enumerate(lines) if line == "Code"]

    assert found == list(made.codes)
    assert len(printed) == 3


@EACH
def test_the_square_holds_the_address_and_no_code(places):
    """Fails when the square can not be read by a phone, or holds anything but the address."""
    made = sheet(4, places)
    image = pypdfium2.PdfDocument(cards.render(made))[0].render(scale=2).to_pil()

    assert [found.text for found in zxingcpp.read_barcodes(image)] == [ADDRESS] * min(4, cards.a_page(made))


@EACH
def test_every_card_is_alike_but_for_its_code(places):
    """Fails when a card bears a number, a page, an order or anything else of its own."""
    made = sheet(8, places)
    text = "\n".join(pages(cards.render(made)))
    for code in made.codes:
        for group in tokens.grouped(code).split():
            text = text.replace(group, "####", 1)
    lines = [line for line in text.splitlines() if line]
    each = len(lines) // 8

    assert len({tuple(lines[at * each : (at + 1) * each]) for at in range(8)}) == 1


@pytest.mark.requirement("HON-17")
def test_the_wording_is_neutral_and_says_when_how_much_and_where():
    """Fails when a word on the card, or in the file about it, says what it is for."""
    pdf = cards.render(sheet(5))
    about = " ".join(str(value) for value in pypdf.PdfReader(BytesIO(pdf)).metadata.values())
    text = " ".join(pages(pdf)[0].split())

    assert not any(word in f"{text} {about}".lower() for word in TELLING)
    assert "until Friday 15 May 2026, 11:59 pm" in text
    assert "$25" in text
    assert "Main Street desk, Tuesday 1 to 4 pm" in text
    assert "fold inward" in text


@pytest.mark.requirement("CULT-11")
def test_a_card_says_the_same_in_each_language_it_was_approved_in():
    """Fails when a card of a French round leaves a sentence, a date, an amount or the places in English."""
    french, both = (" ".join(pages(cards.render(sheet(1, places)))[0].split()) for places in (FRENCH, BOTH))
    said = (
        "Visez le carré avec un téléphone, ou tapez l'adresse :",
        "Il marche une fois, jusqu'au vendredi 15 mai 2026 à 23 h 59.",
        "Gardez la carte jusqu'à la fin. Puis déchirez-la.",
        "Vous recevez 25 $ pour votre temps, avec un autre code à la fin.",
        f"Où et quand : {PLACES['fr']}",
        "pliez vers l'intérieur",
    )

    for text in (french, both):
        assert [one for one in said if one not in text] == []
        assert not any(word in text.lower() for word in (*TELLING, "sondage", "victime", "traite"))
    assert not re.search(r"\b(until|Keep|camera|Where|inward|pm)\b", french)
    assert "until Friday 15 May 2026, 11:59 pm" in both
    assert "fold inward · pliez vers l'intérieur" in both


@EACH
def test_no_line_leaves_its_card_or_is_too_small_to_read(places):
    """Fails when a line lies where the scissors go, or all but the fold's is set under 8 points to make room."""
    made = sheet(1, places)
    pdf, sizes = cards.render(made), {}
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [page.get_rect(number) for number in range(page.count_rects())]
    pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text(
        visitor_text=lambda text, _1, _2, _font, size: sizes.setdefault(text.strip(), size)
    )

    assert min(bottom for _, bottom, _, _ in boxes) > 792 - 792 / cards.a_page(made)
    assert max(right for _, _, right, _ in boxes) < 612 - 20
    assert min(size for text, size in sizes.items() if text and "inward" not in text and "pliez" not in text) >= 8


def test_the_file_does_not_say_when_or_where_it_was_made():
    """Fails when the PDF bears the hour: two sheets of the same codes must be the same bytes."""
    made = sheet(5)

    assert cards.render(made) == cards.render(made)
    assert b"20000101" in cards.render(made)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=400))
def test_whatever_stands_in_places_breaks_no_card(places):
    """Fails when strange signs or too long a text breaks the sheet or hides a code."""
    code = tokens.new_code()
    pdf = cards.render(cards.CardSheet((code,), ADDRESS, 2500, date(2026, 5, 15), {"en": places, "fr": places}))

    assert all(group in pages(pdf)[0] for group in tokens.grouped(code).split())


@pytest.mark.parametrize("count", [0, 501])
def test_an_empty_or_endless_sheet_is_refused(count):
    """Fails when a sheet of nothing, or of more than a partnership could hand out, is made."""
    with pytest.raises(Refused):
        cards.render(sheet(count))


def test_a_sheet_leaves_once_to_the_sign_in_that_made_it(monkeypatch):
    """Fails when a sheet can be taken twice, by another sign-in, or an hour later."""
    handover = handovers.Handover(cards.CardsGone)
    first, second = sheet(5), sheet(5)
    handover.hold("mine", first)
    with pytest.raises(cards.CardsGone):
        handover.take("theirs")
    handover.hold("mine", second)

    assert handover.take("mine") is second
    with pytest.raises(cards.CardsGone):
        handover.take("mine")
    handover.hold("mine", first)
    later = handovers.time.monotonic() + 3600
    monkeypatch.setattr(handovers.time, "monotonic", lambda: later)
    with pytest.raises(cards.CardsGone):
        handover.take("mine")
