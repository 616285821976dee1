"""An author writes her texts in French beside their English; a steward sees both, and what nobody has read yet."""

import re
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from consult.actors import Role
from consult.clock import today
from consult.rounds import approvals, drafts, parts, translations
from consult.wording.catalogue_of_members import catalogue
from tests.journeys.pictures import keep
from tests.pages.test_author_pages import DESK, PHONE, _funded, at_rest, browser, opened, pressed, typed, written  # noqa: F401

pytestmark = pytest.mark.browser


def in_french(session, made, **changes):
    """Write every text of a draft in French too."""
    drafts.change(session, made.author, made.round_id, {"languages": ["fr"], **changes})
    round_ = parts.round_of(session, made.round_id)
    wants = translations.wanted(round_, "fr")
    words = translations.kept(round_, wants, "fr", {one.key: f"fait {one.key}" for one in wants})
    drafts.change(session, made.author, made.round_id, {"other_words": words})
    _, part, advisory = parts.whole(session, made.part_id)
    own = translations.wanted_of_part(part, advisory, "fr")
    there = translations.kept(part, own, "fr", {one.key: f"fait {one.key}" for one in own})
    drafts.change_part(session, made.author, made.part_id, {"other_words": there})


@pytest.mark.requirement("CULT-11")
def test_an_author_writes_the_french_of_her_own_texts(opened, site_house, cookies):  # noqa: F811
    """Fails when what is typed in French is lost, when ours is asked for again, or when a gap is not named."""
    made = written(site_house, cookies, ask=False)
    page = opened(Role.AUTHOR, f"/write?round={made.round_id}&step=languages", DESK)
    page.get_by_text("Members can read this round in Français too").click()
    at_rest(page)

    typed(page, "The title", "La maison aux six chambres")
    pressed(page, "Save")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.reload()
    at_rest(page)

    expect(page.get_by_label("The title", exact=True)).to_have_value("La maison aux six chambres")
    assert page.get_by_label("Question 1", exact=True).count() == 0, "a question of the template is asked for again"
    keep(page, "author-languages")
    with site_house.database.reading() as session:
        round_, part, advisory = parts.whole(session, made.part_id)
        lacking = translations.missing(round_, part, advisory, "fr")
    assert "the title" not in lacking
    page.get_by_text("7 Check").click()
    at_rest(page)
    assert lacking
    for name in lacking:
        expect(page.get_by_text(f"in Français: {name}").first).to_be_visible()


@pytest.mark.requirement("CULT-11")
def test_a_steward_sees_all_in_both_and_how_much_nobody_has_read(opened, site_house, cookies):  # noqa: F811
    """Fails when a sentence around the questions, or one in French, is not on the page she approves."""
    made = written(site_house, cookies, ask=False)
    with site_house.database.writing() as session:
        in_french(session, made, title="Both of them")
        approvals.ask(session, made.author, made.part_id, today(site_house.clock))
    page = opened(Role.STEWARD, "/approve", PHONE)
    if page.get_by_text("Which one?").count():
        page.get_by_text(re.compile("Both of them,")).first.click()
        at_rest(page)

    for folded in page.locator("[data-testid=stExpander] summary").all():
        if re.search("sentence", folded.inner_text()):
            folded.click()
    at_rest(page)

    keep(page, "steward-languages")
    shown = page.locator("[data-testid=stMain]").inner_text()
    assert f"{catalogue('fr').waiting} of our own Français sentences need review" in shown
    for said in ("Send my answers", "Envoyer mes réponses", "Vos réponses restent sous clé jusqu'au", "fait title"):
        assert said in shown
    for said in ("Qu'est-ce qui pourrait empêcher les gens de s'en servir?", "Pas besoin de raconter votre histoire"):
        assert said in shown


@pytest.mark.requirement("CULT-11")
def test_cards_are_printed_in_the_languages_that_were_approved(opened, site_house, cookies):  # noqa: F811
    """Fails when the cards of a round in French are English only, or say another place than its French text."""
    made = _funded(site_house, cookies, in_french)
    page = opened(Role.AUTHOR, f"/open?part={made.part_id}", DESK)
    expect(page.get_by_role("radio", name="English and Français, on each card").first).to_be_checked()

    page.get_by_role("button", name="Open this part and take the cards").first.click()
    at_rest(page)
    sheet = page.request.get(page.url.split("/open")[0] + "/cards").body()
    both = " ".join(pypdf.PdfReader(BytesIO(sheet)).pages[0].extract_text().split())
    pressed(page, "I have printed it")
    page.get_by_text("Français only").first.click()
    typed(page, "Type anew", "anew")
    pressed(page, "Make it anew")
    sheet = page.request.get(page.url.split("/open")[0] + "/cards").body()
    french = " ".join(pypdf.PdfReader(BytesIO(sheet)).pages[0].extract_text().split())

    for said in ("Il marche une fois, jusqu'au", "Où et quand : fait facts.where"):
        assert said in both
        assert said in french
    assert "It works once, until" in both
    assert "It works once" not in french
