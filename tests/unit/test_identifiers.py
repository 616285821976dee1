"""What the finder marks, what it leaves alone, and what it puts in the place of a mark. All texts are made up."""

import logging
import time
from itertools import pairwise

import pytest

from consult.wording.identifiers import Finding, Kind, find, general, hide, put_in_place


def _found(text, **options):
    return {(str(it.kind), text[it.start : it.end]) for it in find(text, **options)}


POSITIVE = [
    ("name", "my worker {} told me to wait", ["Chidinma", "rania", "Gurpreet", "maricel", "Kayla", "Oluwaseun"]),
    ("name", "Her name is {} and she was nice.", ["Hope", "Grace", "May", "Jocelyn", "Yetunde Bello"]),
    (
        "phone",
        "text me at {} after 5",
        ["902-555-0143", "(902) 555 0143", "9025550143", "+1 902 555 0143", "902.555.0143"],
    ),
    ("phone", "it is {} ok", ["nine oh two five five five oh one four three", "902five550143", "9 0 2 5 5 5 0 1 4 3"]),
    (
        "email",
        "write to {} please",
        ["k.roe@gmail.com", "kayroe at gmail", "kay dot roe at hotmail dot com", "kay@roe.ca"],
    ),
    ("handle", "my snap is {}", ["@kay_roe", "kay_roe99", "kay.roe.902"]),
    ("link", "look at {} and tell me", ["https://example.org/a?b=1", "www.example.org", "facebook.com/kay.roe"]),
    ("postcode", "i am at {} now", ["B3H 2K5", "b3h2k5", "B3H-2K5"]),
    (
        "address",
        "i live at {} with my kid",
        ["22 Maple Street", "1450 brunswick st", "12 rue Morris", "5675 spring garden road apt 4"],
    ),
    (
        "place",
        "i moved from {} last year",
        ["Truro", "new glasgow", "Eskasoni", "we'koqma'q", "Port Hawkesbury", "sheet harbour"],
    ),
    (
        "agency",
        "i stayed at {} for a while",
        ["Adsum House", "stepping stone", "the IWK", "Bryony House", "the Comfort Inn"],
    ),
    (
        "agency",
        "i went to {} and left",
        ["cole harbour high", "Elizabeth Fry", "St. Martha's Hospital", "citadel high school"],
    ),
    (
        "date",
        "it was on {} that it happened",
        ["March 3rd 2019", "3 May", "2020-11-05", "12/04/2021", "the 14th of february"],
    ),
    (
        "age",
        "{} and no one asked",
        ["i was 15 when he found me", "I am 17", "she is sixteen years old", "im 17f", "aged 19"],
    ),
    (
        "number",
        "my {} is on the form",
        ["case number 2021-88213", "SIN 046 454 286", "health card 0012 345 678", "plate GKB 417"],
    ),
    (
        "indirect",
        "so {} and they know",
        ["I was the only Black girl in my town", "my case was on the news", "my uncle is the mla"],
    ),
    (
        "indirect",
        "and {} so",
        ["i have a tattoo of his name", "i am the mayor's daughter", "my dad is the police chief"],
    ),
]

LOOK_ALIKES = [
    "I waited three months, then two more weeks, every night.",
    "On Monday they said come back Thursday.",
    "My worker changed four times. The counsellor and the nurse were kind.",
    "I may go back to school. In May it closed, in June it opened.",
    "There is no hope. By the grace of God. Give us a chance. I will not go back.",
    "hope and grace and chance and will are words",
    "Halifax has more than the rest of Nova Scotia.",
    "halifax is far from the rest of nova scotia",
    "Rent is $1,800 and I get $950. It took 100 000 dollars.",
    "From 2019 to 2020, or 2019-2020, nothing changed.",
    "It is open 24/7, 365 days a year, from 9 to 5.",
    "Youth under 19, people aged 16 to 24, and people over 65.",
    "I was 20 minutes late and 5 hours away. I am 100% sure.",
    "The police, the RCMP, Legal Aid and Income Assistance do not talk.",
    "The only thing that helped was time. The only help in town was the church.",
    "I saw it in the news. News stories make us look bad.",
    "Tattoo removal should be covered.",
    "it was a stepping stone to our house, in third place",
    "5 minutes down the road, two blocks from the street, at the high school",
    "I look at gmail every day on facebook and instagram.",
    "The mayor and the chief of police should listen.",
    "Mark it as urgent. Sue the hotels. Bill C-36 makes it worse.",
    "Je n'ai pas eu de réponse depuis trois ans. Il faut plus de services en français.",
    "definately need more councelling and a apartement",
]


@pytest.mark.parametrize(("kind", "frame", "words"), POSITIVE)
@pytest.mark.parametrize("case", [str, str.lower])
def test_each_kind_is_found_typed_and_lower_cased(kind, frame, words, case):
    """Each kind is marked as its kind, with and without capitals."""
    for said in words:
        text = case(frame.format(said))

        kinds = {str(it.kind) for it in find(text)}

        assert kind in kinds, text


@pytest.mark.parametrize("text", LOOK_ALIKES)
@pytest.mark.parametrize("case", [str, str.lower])
def test_look_alikes_are_left_alone(text, case):
    """Durations, weekdays, roles, sums, groups and everyday words are no mark."""
    assert _found(case(text)) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my friend May said so", "May"),
        ("nurse may said so", "may"),
        ("there was a girl named hope", "hope"),
        ("ask will at the desk", "will"),
        ("thank you Grace", "Grace"),
        ("my worker will told me", "will"),
        ("they called me chance", "chance"),
    ],
)
def test_everyday_words_are_names_where_a_cue_says_so(text, name):
    """May, Hope, Grace, Will and Chance are marked after a title, a role or "named", or before a deed."""
    assert any(kind == "name" and words.endswith(name) for kind, words in _found(text))


def test_what_the_round_allows_is_never_marked():
    """The program under consultation, and each other way to say it, stays as it is; a town beside it does not."""
    text = "Adsum helped me in Truro. adsum house is good."

    found = _found(text, allowed=("Adsum House",))

    assert found == {("place", "Truro")}


def test_halifax_is_cut_from_the_end_of_an_address():
    """Only the street is marked: the city points to no one."""
    assert _found("I live at 1450 Robie Street, Halifax, Nova Scotia.") == {("address", "1450 Robie Street")}


@pytest.mark.parametrize("text", ["My friend Halifax said so.", "Dr. Halifax called.", "they call me halifax"])
def test_halifax_is_no_mark_even_where_a_cue_asks_for_a_name(text):
    """Fails if Halifax leaves the names that are always permitted."""
    assert _found(text) == set()


def test_marks_are_in_order_and_never_overlap():
    """Two rules that see the same words leave one mark."""
    found = find("Chidi Okafor, 902-555-0143, chidi@gmail.com, 22 Maple Street, Truro, chidi's worker Rania")

    assert [it.start for it in found] == sorted(it.start for it in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_reasons_are_sentences_in_the_language_asked_for():
    """Each kind has one plain sentence, in English and in French."""
    text = "Chidinma lives in Truro"

    english, french = find(text), find(text, language="fr")

    assert english[0].reason == "This looks like a name."
    assert french[0].reason == "Ceci ressemble à un nom."


def test_hide_puts_a_word_for_each_mark():
    """A mark becomes its kind in brackets; other words stay."""
    text = "my worker rania in truro, 902-555-0143"

    hidden = hide(text, find(text))

    assert hidden == "my worker [name] in [town], [phone number]"


def test_hide_takes_any_order_and_part_of_the_marks():
    """A member may hide one mark and keep another."""
    text = "rania and omar in truro"
    last = [it for it in find(text) if it.kind is Kind.PLACE]

    assert hide(text, last) == "rania and omar in [town]"
    assert hide(text, list(reversed(find(text)))) == hide(text, find(text))


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("i live in truro", "en", ["a town in Nova Scotia"]),
        ("i live in winnipeg", "en", ["a town"]),
        ("I am 17", "en", ["a teenager"]),
        ("I am thirty-two", "en", ["an adult"]),
        ("my 4 year old", "en", ["a child"]),
        ("Constable MacNeil came", "en", ["a police officer"]),
        ("my worker Rania came", "en", ["my worker"]),
        ("i told my best friend Rania", "en", ["my best friend"]),
        ("My support worker named Rania came", "en", ["my support worker"]),
        ("worker. Rania came", "en", ["someone"]),
        ("mon intervenante s'appelle Rania", "fr", ["mon intervenante"]),
        ("mon amie Rania est venue", "fr", ["mon amie"]),
        ("Rania est venue", "fr", ["quelqu'un"]),
        ("Rania came", "en", ["someone"]),
        ("i stayed at the comfort inn", "en", ["a motel"]),
        ("i stayed at bryony house", "en", ["a shelter"]),
        ("J'habite à Chéticamp", "fr", ["une ville de la Nouvelle-Écosse"]),
    ],
)
def test_general_words_say_less_and_still_read(text, language, words):
    """To make it general gives words that fit the kind and what stands before."""
    assert [general(it, text, language) for it in find(text, language=language)] == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to kayla@example.org. She knows", ["kayla@example.org"]),
        ("kayla@example.org.She knows", ["kayla@example.org"]),
        ("kayla@mail.example.org, or me", ["kayla@mail.example.org"]),
        ("kayla@gmail. com please", ["kayla@gmail. com"]),
        ("KAYLA@EXAMPLE.ORG. THEN", ["KAYLA@EXAMPLE.ORG"]),
        ("Kayla@Gmail.Com", ["Kayla@Gmail.Com"]),
        ("kayla at gmail dot com. She", ["kayla at gmail dot com"]),
        ("kayla at gmail.com. Me too", ["kayla at gmail.com"]),
        ("kayla@example.qc.ca. Elle sait", ["kayla@example.qc.ca"]),
    ],
)
def test_an_email_ends_where_its_sentence_does(text, found):
    """Fails when the stop and the first word of the next sentence are taken for a part of the address."""
    assert [text[it.start : it.end] for it in find(text)] == found


@pytest.mark.parametrize(
    ("text", "by", "becomes"),
    [
        ("My worker Kayla came. Kayla is kind.", "my worker", "My worker came. my worker is kind."),
        ("my worker named Kayla came", "my worker", "my worker came"),
        ("Mon amie s'appelle Kayla", "mon amie", "Mon amie"),
        ("my worker and Kayla came", "my worker", "my worker and my worker came"),
        ("Kaylan is not Kayla", "someone", "Kaylan is not someone"),
        ("(someone) Kayla", "[name]", "(someone) [name]"),
    ],
)
def test_general_words_are_not_said_twice(text, by, becomes):
    """Fails when "my worker Kayla" becomes "my worker my worker", or a word between is lost."""
    assert put_in_place(text, "Kayla", by) == becomes


def test_general_has_words_for_every_kind():
    """No kind is without general words, in either language."""
    for kind in Kind:
        finding = Finding(0, 5, kind, "")

        assert general(finding, "words here")
        assert general(finding, "words here", "fr")


def test_nothing_is_logged(caplog):
    """Fails if any part of the finder writes a member's words to a log."""
    with caplog.at_level(logging.DEBUG):
        find("My name is Chidinma, call 902-555-0143")

    assert caplog.records == []


def test_the_same_text_gives_the_same_marks():
    """Nothing is learnt from one text to the next."""
    text = "chidinma and kayla at adsum, 902-555-0143"
    before = find(text)
    for other in ("kayla is a word", "adsum adsum adsum", "chidinma"):
        find(other)

    assert find(text) == before


@pytest.mark.parametrize(
    "text", ["1 " * 4000, "9" * 8000, "a" * 8000, "-" * 8000, "a." * 4000, "a_" * 4000, "@" * 8000, "the only " * 900]
)
def test_no_text_takes_long(text):
    """Eight thousand signs of any sort take well under two seconds: no pattern backtracks without end."""
    began = time.process_time()

    find(text)

    assert time.process_time() - began < 1.5
