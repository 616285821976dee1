"""What members read: whole in each language, plain in each, and English where a word is missing."""

import re
import runpy
from collections import defaultdict
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from consult.box.boxes import BoxPaused, BoxShut
from consult.clock import in_words
from consult.errors import BadText, ConsultError, Missing
from consult.intake import AlreadySent
from consult.keyring import KeyGone
from consult.papers import Reply, TooLong, fit
from consult.people.seats import InviteRefused
from consult.recognising import WordsRefused
from consult.rounds.scripts import OTHER_OPTION, Kind, Question
from consult.tokens import MistypedCode, MistypedWords, read_code
from consult.tries import TooFast
from consult.wording import catalogue_of_members, days_and_money
from consult.wording.catalogue import read
from consult.wording.catalogue_of_members import ENGLISH, LOCALE, Catalogue, catalogue, languages, refusal, said
from consult.wording.filling import places
from consult.wording.reading import HIGHEST_GRADE, MOST_WORDS_A_SENTENCE, read_grade
from consult.wording.reading_french import LEAST_EASE, ease, syllables

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "catalogue.py"))
OTHERS = [language for language in languages() if language != ENGLISH]
SHORT = 12
HIGHEST_OF_A_PAGE = 5.0
MAY_STAND = {"TESS", "YWCA", "ID", "2SLGBTQ", "2ELGBTQ", "OK", "I"}
DAY = date(2026, 5, 1)
# A line whose number nobody has checked is shown to no one; its words are checked with it.
NOT_SHOWN = {line["note"] for line in read("supports") if not line["number_verified"]}


def texts(language: str) -> dict[str, str]:
    """Give every text of a language by its key, or by its English, with plain facts in its places."""
    found = catalogue(language)
    return {key: re.sub(r"\{[a-z_]+\}", "5", text) for key, text in (*found.by_key.items(), *found.by_english.items())}


def pages(language: str) -> dict[str, str]:
    """Give the texts of each page in one piece: a page of the visit, the consent, each of the longer sentences."""
    by_page = defaultdict(list)
    for key, text in texts(language).items():
        kind, _, rest = key.partition(".")
        if kind in {"screen", "ui", "consent"} and rest:
            by_page["consent" if kind == "consent" else f"{kind} {rest.split('.')[0]}"].append(text)
    whole = {page: "\n".join(listed) for page, listed in by_page.items()}
    return {page: text for page, text in whole.items() if len(text.split()) >= SHORT}


def entries(language: str) -> list:
    """Give the entries of a language's file."""
    with (LOCALE / language / "members.po").open("rb") as file:
        return [one for one in read_po(file) if one.id]


@pytest.mark.requirement("CULT-11")
@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_missing_and_none_translates_an_old_one(language: str) -> None:
    """Fails when an English sentence is added or changed without its translation, or a place in it is lost."""
    english = {(one.context, one.id) for one in entries(ENGLISH)}
    there = {(one.context, one.id): one for one in entries(language)}

    assert there.keys() == english
    assert [one.id for one in there.values() if not one.string] == []
    assert [one.id for one in there.values() if places([one.id]) != places([one.string])] == []


@pytest.mark.parametrize("language", languages())
def test_no_key_stands_for_two_sentences(language: str) -> None:
    """Fails when two writers take one key: the second sentence would be said in the place of the first."""
    keys = [one.context for one in entries(language) if "." in (one.context or "")]

    assert sorted(keys) == sorted(set(keys))


@pytest.mark.requirement("CULT-11")
@pytest.mark.parametrize("language", languages())
def test_the_files_hold_all_that_members_read(language: str) -> None:
    """Fails when a template, a help line or an advisory has a text that no catalogue holds."""
    kept = read_po_bytes(SCRIPT["written"](language))

    assert kept == {(one.context, one.id): one.string for one in entries(language)}


def read_po_bytes(content: bytes) -> dict:
    """Read a file's entries from its bytes."""
    return {(one.context, one.id): one.string for one in read_po(BytesIO(content)) if one.id}


@pytest.mark.requirement("CULT-11")
def test_a_language_is_a_file_and_what_it_lacks_is_english(tmp_path: Path) -> None:
    """Fails when Mi'kmaw needs more than a file, or a missing or outdated sentence leaves a gap."""
    folder = tmp_path / "mic"
    folder.mkdir()
    (folder / "members.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, needs-review\nmsgctxt "screen.question.back"\nmsgid "Back"\nmsgstr "Apatu\'elin"\n\n'
        'msgctxt "screen.question.skip"\nmsgid "An English that has changed"\nmsgstr "Old"\n\n'
        'msgctxt "screen.question.stop"\nmsgid "Stop and be paid"\nmsgstr ""\n',
        encoding="utf-8",
    )

    there = catalogue_of_members.read_catalogue("mic", tmp_path)

    assert there == Catalogue("mic", {"screen.question.back": "Apatu'elin"}, {}, waiting=1)
    assert said("screen.question.back", "a language nobody wrote") == "Back"
    assert catalogue_of_members.screens("a language nobody wrote") == catalogue_of_members.screens(ENGLISH)


@pytest.mark.requirement("CULT-11")
def test_what_nobody_has_read_is_counted() -> None:
    """Fails when a French sentence can lose its mark without a person taking it off."""
    marked = sum("needs-review" in one.flags for one in entries("fr"))

    assert catalogue("fr").waiting == marked == len(entries("fr"))
    assert catalogue(ENGLISH).waiting == 0


@pytest.mark.requirement("PLAIN-01")
@pytest.mark.parametrize("key", sorted(texts(ENGLISH)))
def test_english_is_at_grade_six_or_lower(key: str) -> None:
    """Fails when a sentence of the catalogue or a template needs more than grade 6."""
    text = texts(ENGLISH)[key]

    if len(text.split()) >= SHORT and key not in NOT_SHOWN:
        assert read_grade(text).grade <= HIGHEST_GRADE


@pytest.mark.requirement("PLAIN-01")
@pytest.mark.parametrize("page", sorted(pages(ENGLISH)))
def test_an_english_page_is_at_grade_five_or_lower(page: str) -> None:
    """Fails when the sentences of one page together need more than grade 5."""
    assert read_grade(pages(ENGLISH)[page]).grade <= HIGHEST_OF_A_PAGE


@pytest.mark.requirement("PLAIN-01")
@pytest.mark.parametrize("key", sorted(texts("fr")))
def test_french_is_fairly_easy_or_easier(key: str) -> None:
    """Fails when a French sentence of the catalogue or a template falls below Kandel-Moles 70."""
    text = texts("fr")[key]

    if len(text.split()) >= SHORT:
        assert ease(text) >= LEAST_EASE


@pytest.mark.requirement("PLAIN-01")
@pytest.mark.parametrize("page", sorted(pages("fr")))
def test_a_french_page_is_fairly_easy_or_easier(page: str) -> None:
    """Fails when the sentences of one page together fall below Kandel-Moles 70."""
    assert ease(pages("fr")[page]) >= LEAST_EASE


@pytest.mark.requirement("PLAIN-02")
@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_over_twenty_words(language: str) -> None:
    """Fails when a sentence grows past 20 words; French counts l' and d' with their noun."""
    long = {}
    for key, text in texts(language).items():
        # Names of help lines are not ours to shorten.
        for sentence in re.split(r"[.!?:]+(?=[\s\u00a0]|$)|\n+", text):
            if len(sentence.split()) > MOST_WORDS_A_SENTENCE:
                long[key] = sentence

    assert long == {}


@pytest.mark.requirement("PLAIN-07")
@pytest.mark.parametrize("language", languages())
def test_there_are_no_short_forms(language: str) -> None:
    """Fails when a text that members read has a short form that is not TESS, YWCA, ID or 2SLGBTQ+."""
    of_lines = {one.id for one in entries(ENGLISH) if one.context == "help line"}
    short = {
        form
        for key, text in texts(language).items()
        if key not in of_lines
        for form in re.findall(r"\b(?=\w*[A-Z])[A-Z0-9]{2,}\b", text)
    }

    assert short - MAY_STAND == set()


@pytest.mark.parametrize("language", OTHERS)
def test_an_other_option_is_the_same_words_everywhere(language: str) -> None:
    """Fails when the option that brings a field for own words is called otherwise in the field's label."""
    assert said("screen.question.other_field", ENGLISH) == OTHER_OPTION
    assert said("screen.question.other_field", language) == catalogue_of_members.in_language(OTHER_OPTION, language)


def met() -> list[ConsultError]:
    """Give every refusal that a member can meet, each made as the code makes it."""
    codes = ("", "1234", "0" * 17, "0000-000-0000-0000", "00U0-0000-0000-0000")
    found: list[ConsultError] = [
        ConsultError(), MistypedCode(), MistypedWords(), InviteRefused(), WordsRefused(), AlreadySent(),
        BoxShut(), BoxPaused(), KeyGone(), Missing(), TooLong("q", 3, 1500), TooFast(1), TooFast(42),
        MistypedCode("Type the code."),
    ]  # fmt: skip
    for code in codes:
        with pytest.raises(MistypedCode) as refused:
            read_code(code)
        found.append(refused.value)
    for most in (1, 2):
        asked = Question("q", Kind.MULTI, "Which?", options=("a", "b", "c"), max_picks=most)
        with pytest.raises(BadText) as many:
            fit([asked], {"q": Reply(picks=frozenset({0, 1, 2}))})
        found.append(many.value)
    return found


@pytest.mark.requirement("CULT-11")
@pytest.mark.parametrize("error", met(), ids=lambda one: one.sentence)
def test_each_refusal_is_said_in_french(error: ConsultError) -> None:
    """Fails when a refusal that a member can meet changes its English and loses its French."""
    french = refusal(error.sentence, "fr")

    assert french != error.sentence
    assert re.findall(r"\d+", french.replace("\u00a0", "")) == re.findall(r"\d+", error.sentence.replace(",", ""))
    assert refusal(error.sentence, ENGLISH) == error.sentence
    assert refusal("Nothing like this was ever said.", "fr") == "Nothing like this was ever said."


@pytest.mark.requirement("CULT-11")
def test_days_and_amounts() -> None:
    """Fails when a day or an amount keeps English signs in French, or the English differs from the house's form."""
    assert days_and_money.in_words(DAY, "fr", minute=True).replace("\u00a0", " ") == "vendredi 1er mai 2026 à 23 h 59"
    assert days_and_money.in_words(DAY, ENGLISH, minute=True) == in_words(DAY, minute=True)
    assert days_and_money.dollars(2500, "fr") == "25\u00a0$"
    assert days_and_money.dollars(125050, "fr") == "1\u00a0250,50\u00a0$"
    assert days_and_money.dollars(125050, ENGLISH) == "$1,250.50"
    assert {days_and_money.in_words(date(2026, month, 2), "fr") for month in range(1, 13)} & {"May"} == set()


@pytest.mark.parametrize(
    ("beats", "words"),
    [
        (1, "aide carte code vous le les lire paie oui lui huit quand langue guerre guide vie rue août nuit mots"),
        (2, "réponse réponses question jouer tuer payer voyez naïf créer pays police bailleurs nouvelle idées"),
        (
            3,
            "téléphone envoyer envoyées choisissez appuyez ambulance vérifier oublier essayé février expliquer",
        ),
        (4, "réalité communauté consultatif"),
    ],
)
def test_french_syllables(beats: int, words: str) -> None:
    """The beats of everyday words, counted by hand."""
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), beats)


def test_french_ease_falls_with_long_words_and_long_sentences() -> None:
    """Fails when the formula is turned round; the first is worked by hand: 207 - 1.015 x 4 - 73.6 x 5 / 4."""
    assert ease("Vous pouvez dire non.") == 110.9
    assert ease("L'administration communique ultérieurement les modalités d'indemnisation.") < 0
    assert ease("Il lit. Il dit oui. Il part.") > ease("Il lit et il dit oui et il part")
    assert ease("") == ease("25") == 100.0
