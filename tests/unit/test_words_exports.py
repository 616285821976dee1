"""What is taken along is released text alone, with its limits and its purpose, in files that can be opened."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from consult.clock import in_words
from consult.documents import blocks, docx, pdf
from consult.documents.blocks import Block, Kind
from consult.documents.handover import File, FileGone
from consult.documents.pdf import TooManyPages
from consult.errors import BadText, ConsultError, NotAllowed, Refused
from consult.handovers import Handover
from consult.words.fresh import CouldPoint
from consult.words.given import exports, rows
from consult.words.given.exports import PURPOSES, Form, What
from consult.words.leaving import releases, withdrawals
from consult.words.replies import decisions
from tests.released_room import GOOD, NOT_OURS, TODAY, released
from tests.words_room import seed

WHY = PURPOSES[0]
NOT_FOR = "Not for decisions about any one person."
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def room(house):
    """A part with two released themes, the first answered, the second called another's."""
    made = seed(house)
    with house.database.writing() as session:
        made.number = released(session, made)
        decisions.decide(session, made.designer, made.number, 1, GOOD, TODAY)
        decisions.decide(session, made.designer, made.number, 2, NOT_OURS, TODAY)
    return made


def _sources(house, room, themes=(1, 2), *, whole=True):
    chosen = [f"{room.number}.{theme}" for theme in themes]
    with house.database.reading() as session:
        return exports.sources(session, room.designer, chosen, TODAY, whole=whole)


def _made(house, room, what, form, *, themes=(1, 2), whole=True):
    return exports.written(what, form, _sources(house, room, themes, whole=whole), WHY, TODAY, "https://here").body


def _words(form, body):
    """Give all words of a file, read by others' programs."""
    if form is Form.PDF:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
    if form is Form.WORD:
        with ZipFile(BytesIO(body)) as packed:
            root = ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 -- our own file
        return " ".join(node.text or "" for node in root.iter(f"{WORD}t"))
    return body.decode()


FILES = [
    (What.MEMO, Form.TEXT),
    (What.MEMO, Form.WORD),
    (What.MEMO, Form.PDF),
    (What.MEETING, Form.WORD),
    (What.MEETING, Form.PDF),
    (What.TABLE, Form.CSV),
]


@pytest.mark.requirement("THEME-08")
@pytest.mark.parametrize(("what", "form"), FILES)
def test_every_file_has_its_limits_its_purpose_and_how_to_cite_it(house, room, what, form):
    """
    Release and theme numbers, answers, who may be missing, the purpose, and that it is not for any one person.

    Fails when one of them is left out of any file.
    """
    said = _words(form, _made(house, room, what, form))

    for words in (NOT_FOR, WHY, f"{room.number}.1", "Later hours", GOOD.reason, "Transit office", "Who may be missing",
                  f"release {room.number}", "To cite:"):  # fmt: skip
        assert words in said


@pytest.mark.requirement("THEME-08")
def test_what_is_taken_along_is_on_record_with_its_purpose(house, room):
    """
    Each release has a row; the log's line has a picked purpose, and never one that was typed.

    Fails when a file is made without `note`, or a typed purpose is written into the log.
    """
    found = _sources(house, room)
    with house.database.writing() as session:
        exports.note(session, room.designer, found, What.MEMO, "the talk with Jane", TODAY)
        with pytest.raises(BadText):
            exports.note(session, room.designer, found, What.MEMO, "", TODAY)
        with pytest.raises(NotAllowed):
            exports.note(session, room.reader, found, What.MEMO, WHY, TODAY)
        kept = exports.of_parts(session, [room.part_id])

    assert [(row.form, row.purpose, number) for row, number in kept] == [("memo", "the talk with Jane", room.number)]
    assert exports.act(found[0], What.MEMO, WHY) == f"took a memo of release {room.number} along, for {WHY}"
    assert "Jane" not in exports.act(found[0], What.MEMO, "the talk with Jane")
    assert all(len(exports.act(found[0], what, why)) <= 120 for what in What for why in PURPOSES)


def test_a_purpose_is_picked_or_typed_and_looked_at():
    """None is refused, one with a number that could point to a person waits for a tick."""
    with pytest.raises(BadText):
        exports.purpose("", "  ", points_to_nobody=False)
    with pytest.raises(CouldPoint):
        exports.purpose("", "Call 902-555-0123 first", points_to_nobody=False)

    assert exports.purpose("", "A talk with the board.", points_to_nobody=False) == "A talk with the board"
    assert exports.purpose(WHY, "", points_to_nobody=False) == WHY


def test_chosen_themes_leave_the_others_and_the_tables_behind(house, room):
    """A memo of one theme has no word of the other, and no table of choices."""
    said = _words(Form.TEXT, _made(house, room, What.MEMO, Form.TEXT, themes=(1,), whole=False))

    assert "Later hours" in said
    assert "Rides home" not in said
    assert "When should it open?" not in said
    assert f"Themes {room.number}.1." in said


def test_what_was_withdrawn_is_taken_along_by_nobody(house, room):
    """A withdrawn theme is left out; with nothing left there is no file."""
    with house.database.writing() as session:
        withdrawals.theme(session, room.steward, room.number, 1, f"{room.number}.1", in_words(TODAY))

    said = _words(Form.TEXT, _made(house, room, What.MEMO, Form.TEXT))
    assert "Later hours" not in said
    with pytest.raises(Refused):
        _sources(house, room, (1,))
    with house.database.reading() as session, pytest.raises(NotAllowed):
        exports.sources(session, room.steward, [f"{room.number}.2"], TODAY, whole=True)


def test_a_newsletter_has_what_anyone_may_read_and_no_more(house, room):
    """No number of people, no advisory's name; the address of the public page."""
    said = _words(Form.TEXT, _made(house, room, What.NEWSLETTER, Form.TEXT))

    assert f"https://here/outcomes/{room.number}" in said
    assert "10 to 14" not in said
    assert "Later hours. Change agreed. Yes. We can pay" in said


def test_the_table_has_what_was_released_and_nothing_else(house, room):
    """Every cell's words stand in the release, its answers or the line of limits; each row has the same columns."""
    body = _made(house, room, What.TABLE, Form.CSV)
    listed = list(csv.reader(StringIO(body.decode("utf-8-sig"))))

    assert body.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in listed} == {len(rows.HEADS)}
    assert {row[2] for row in listed[1:]} <= {
        "limits", "purpose", "how to cite", "theme", "views differ", "quote", "other things we heard", "choice",
        "what the words mean",
    }  # fmt: skip
    assert not any(str(one) in str(listed) for one in (room.reader.account_id, room.designer.account_id, room.part_id))


@given(st.text(max_size=40))
def test_no_cell_can_be_run_by_a_spreadsheet(text):
    """Whatever a cell holds, blanks first or not, it does not begin as a formula, and nothing of it is lost."""
    cell = rows.safe(text)

    assert cell.lstrip(" \u00a0")[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "|", "%"}
    assert cell in {text, f"'{text}"}


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.text(max_size=80)), min_size=1, max_size=6))
def test_any_words_make_a_file_that_opens(listed):
    """Signs of XML, of other writing or of none: both files can be read, and plain text is never empty."""
    document = [Block(kind, words) for kind, words in listed]

    assert PdfReader(BytesIO(pdf.render(document, listed[0][1]))).pages
    with ZipFile(BytesIO(docx.render(document))) as packed:
        for name in packed.namelist():
            ET.fromstring(packed.read(name))  # noqa: S314 -- our own file
    assert blocks.written(document)


def test_files_say_nothing_of_the_hour_or_who_made_them(house, room):
    """Made twice they are the same to the last byte; no author, no date."""
    twice = [[_made(house, room, What.MEMO, form) for form in (Form.PDF, Form.WORD)] for _ in range(2)]
    said = PdfReader(BytesIO(twice[0][0])).metadata

    assert twice[0] == twice[1]
    assert {said.get("/Author"), said.get("/Creator"), said.get("/Producer")} <= {"", None}
    with ZipFile(BytesIO(twice[0][1])) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("docProps" in part.filename for part in packed.infolist())


def test_a_document_that_may_have_two_pages_has_two(house, room):
    """Letters become smaller until it fits; what can not fit is refused in one sentence."""
    long = [Block(Kind.TEXT, "A theme that people spoke of at some length, and more. " * 8) for _ in range(12)]

    assert len(PdfReader(BytesIO(pdf.render(long, "x", 2))).pages) <= 2
    with pytest.raises(TooManyPages):
        pdf.render(long * 4, "x", 2)
    made = exports.brief(_sources(house, room)[0], "House committee", TODAY + timedelta(days=9), WHY)
    assert len(PdfReader(BytesIO(made.body)).pages) <= 2


def test_a_form_that_there_is_not_is_refused(house, room):
    """No CSV of a memo, and no brief without its steward."""
    for what, form in ((What.MEMO, Form.CSV), (What.BRIEF, Form.PDF)):
        with pytest.raises(ConsultError):
            _made(house, room, what, form)


def test_a_file_is_given_once_and_to_the_sign_in_that_made_it():
    """A second try and another's try find nothing."""
    held = Handover(FileGone)
    held.hold("mine", File("memo-1.txt", "text/plain", b"said"))

    with pytest.raises(FileGone):
        held.take("another")
    assert held.take("mine").body == b"said"
    with pytest.raises(FileGone):
        held.take("mine")


def test_a_release_is_found_in_the_numbers_of_its_file(house, room):
    """The name of a file has the number of the release and no word of its title."""
    made = exports.written(What.MEMO, Form.PDF, _sources(house, room), WHY, TODAY, "")
    with house.database.reading() as session:
        title = releases.read(session, room.number)["title"]

    assert made.name == f"memo-{room.number}.pdf"
    assert title.split()[0].lower() not in made.name
