"""The blank form: all that was approved, large, no field for a name, and no copy that differs from another."""

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from consult import paper_forms
from consult.clock import SetClock
from consult.errors import Refused
from consult.house import House
from consult.rounds import parts
from consult.rounds.scripts import Kind, Script
from consult.wording.catalogue_of_members import screens
from tests import factories

ADDRESS = "https://feedback.example.ca"
TELLING = re.compile(r"\b(surviv|victim|honorari|exploit)", re.IGNORECASE)

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def script(house: House) -> Script:
    """The script of a round from a template, with each kind of question."""
    people_of = factories.advisory(house)
    people = factories.staff(house, people_of)
    _, part_id = factories.write_round(house, people, people_of, template="program_codesign")
    with house.database.reading() as session:
        return parts.script_now(session, part_id)


def text(pdf: bytes) -> str:
    """Give all words of a file on one line."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages).split())


def squeezed(said: str) -> str:
    """Give words without the spaces, which a PDF does not keep."""
    return re.sub(r"\s+", "", said)


@pytest.mark.requirement("ANON-20")
def test_two_prints_of_one_part_are_the_same_bytes(script: Script, clock: SetClock) -> None:
    """Fails when a copy bears a number, an hour or anything else by which it could be told from the next."""
    first = paper_forms.render(script, ADDRESS)
    clock.put(script.closes_on)

    assert paper_forms.render(script, ADDRESS) == first
    assert not re.search(r"\b(page|copy|sheet)\s*(no\.?)?\s*\d", text(first), re.IGNORECASE)


@pytest.mark.requirement("ANON-20")
def test_the_form_asks_every_question_and_no_name(script: Script) -> None:
    """Fails when a question, an option, the consent or a help line is missing, or a field asks who someone is."""
    printed = text(paper_forms.render(script, ADDRESS))
    wanted = [one.text for one in script.questions] + [option for one in script.questions for option in one.options]
    wanted += [said for ident, _, said in script.consent if ident in {"C01", "C08", "C11", "C12"}]
    wanted += [f"{line['name']} {line['number']}" for line in script.help_lines]
    wanted += [ADDRESS, screens("en")["sheet.stop"], screens("en")["sheet.no_name"], screens("en")["sheet.typed"]]

    assert [said for said in wanted if squeezed(said) not in squeezed(printed)] == []
    assert not re.search(r"\b(your name|date of birth|your phone|e-mail|signature)\s*:", printed, re.IGNORECASE)


@pytest.mark.requirement("ANON-20")
def test_each_page_says_that_one_may_stop_in_large_type_under_a_neutral_title(script: Script) -> None:
    """Fails when type falls under 12 points, a page does not say "you can stop", or the file names its purpose."""
    reader = pypdf.PdfReader(BytesIO(paper_forms.render(script, ADDRESS)))
    sizes: set[float] = set()
    pages = []
    for page in reader.pages:
        said = page.extract_text(
            visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(round(size)) if text.strip() else None
        )
        pages.append(" ".join(said.split()))

    assert min(sizes) >= 12
    assert all(screens("en")["sheet.stop"] in said for said in pages)
    assert reader.metadata.title == "Form"
    assert not TELLING.search(" ".join(str(value) for value in reader.metadata.values()))


def test_the_form_speaks_the_language_of_its_script(script: Script) -> None:
    """Fails when a French form says its own sentences in English."""
    french = replace(script, language="fr", screens={})
    printed = squeezed(text(paper_forms.render(french, ADDRESS)))

    assert squeezed(screens("fr")["sheet.hand_in"]) in printed
    assert squeezed(screens("en")["sheet.hand_in"]) not in printed


def test_a_script_approved_before_paper_had_words_still_prints(script: Script) -> None:
    """Fails when an older approval, without these sentences, breaks the form."""
    older = replace(script, screens={key: said for key, said in script.screens.items() if "sheet" not in key})

    assert text(paper_forms.render(older, ADDRESS)) == text(paper_forms.render(script, ADDRESS))


def test_a_round_with_signs_from_elsewhere_prints(script: Script) -> None:
    """Fails when a letter that printers' own fonts lack leaves a gap, or one that no font has leaves a blank box."""
    asked = "Łut łez: co pomaga?"
    printed = text(paper_forms.render(_asking(script, asked), ADDRESS))
    with pytest.raises(Refused) as refused:
        paper_forms.render(_asking(script, "What helps \N{SLIGHTLY SMILING FACE}?"), ADDRESS)

    assert squeezed(asked) in squeezed(printed)
    assert "no font here has the sign" in refused.value.sentence


def _asking(script: Script, said: str) -> Script:
    question = replace(script.questions[0], text=said, kind=Kind.OPEN)
    return replace(script, questions=(question, *script.questions[1:]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_helpers_promise_is_one_sheet_with_the_words_of_the_members_page(language: str) -> None:
    """Fails when the printed promise says less than the page, or grows to a second sheet."""
    pdf = paper_forms.helpers_promise(language)
    said = [text for key, text in screens(language).items() if key.startswith("helped.")]
    shown_only = {screens(language)[f"helped.{key}"] for key in ("yes", "no")}
    printed = squeezed(text(pdf))

    assert len(pypdf.PdfReader(BytesIO(pdf)).pages) == 1
    assert [one for one in said if squeezed(one) not in printed] == [one for one in said if one in shown_only]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_form_names_the_buttons_as_they_are(language: str) -> None:
    """Fails when a button is renamed and the way to the pay code on paper is not."""
    said = screens(language)

    assert said["question.stop"] in said["sheet.pay"]
    assert said["pay.has_it"] in said["sheet.pay"]
