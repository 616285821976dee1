"""Paper that is typed in: five at least, mixed, each one envelope of one card, and nothing lost on the way."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from consult import intake, opening, paper_entry, paper_piles, tokens
from consult.actors import Actor, Grant, OrganisationKind, Role
from consult.box.pile_tables import PileRow
from consult.box.tables import Envelope
from consult.errors import ConsultError, NotAllowed, Refused
from consult.house import House
from consult.ids import AccountId, new_id
from consult.paper_entry import TooFewForms
from consult.paper_piles import Pile, PileFull, PileState
from consult.paper_taking import CardRefused, PileChanged, RoundPaused, RoundShut
from consult.people import grants
from consult.people.seats import InviteRefused, Standing
from consult.recognising import WordsRefused
from consult.rounds import assignments
from consult.rounds.tables import Assignment
from consult.tokens import PrivateWords
from consult.words.tables import Answer
from tests import factories, paper_room
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def part(house: House) -> Opened:
    """An open part with twelve cards; its facilitator is named for it."""
    return factories.opened(house)


def rows(part: Opened, table: type) -> list:
    """Give all rows of a table."""
    with part.house.database.reading() as session:
        return list(session.exec(select(table)))


def send(part: Opened, words: PrivateWords) -> Pile:
    """Let the pile leave."""
    return paper_entry.send(part.house, part.staff.facilitator, part.part_id, words)


def files(part: Opened) -> bytes:
    """Give every byte of every file of the house."""
    folder = part.house.settings.folder
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def look(part: Opened, words: str) -> Pile:
    """Take the pile up with its words, as after a lost line."""
    return paper_entry.take_up(part.house, part.staff.facilitator, part.part_id, words)[1]


def said(part: Opened) -> set[str]:
    """Close, count, and give all words that came out."""
    factories.close(part)
    factories.count(part)
    return {one.words for one in rows(part, Answer) if one.kind == "words"}


def expected(part: Opened, mark: str, many: int) -> set[str]:
    """Give the words of so many full papers."""
    keys = [one.key for one in part.script.questions if one.kind == "open"]
    return {f"{mark} {number} on {key}" for number in range(many) for key in keys}


@pytest.mark.requirement("ANON-20")
@pytest.mark.parametrize("many", [0, 1, 4])
def test_fewer_than_five_forms_do_not_leave(part: Opened, many: int) -> None:
    """Fails when four forms are sent, or when the refusal loses one of them."""
    words, pile = paper_room.typed(part, many, cards=5)
    with pytest.raises(TooFewForms) as refused:
        send(part, words)

    assert "5 forms at least" in refused.value.sentence
    assert look(part, words) == pile
    assert rows(part, Envelope) == []


@pytest.mark.requirement("ANON-20")
def test_five_forms_leave_as_envelopes_and_are_counted(part: Opened) -> None:
    """Fails when a form does not come out of the count word for word, or the pile stays behind."""
    words, _ = paper_room.typed(part)
    left = send(part, words)

    assert left == Pile()
    assert rows(part, PileRow) == []
    assert said(part) == expected(part, "paper", 5)


@pytest.mark.requirement("ANON-20")
def test_the_order_of_typing_is_not_the_order_of_leaving(part: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when forms leave in the order in which they were typed, or a form's card is the one typed beside it."""
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(intake, "send", lambda _house, code, form, _words: sent.append((code, str(form))))
    typed, orders, partners = [str(form) for form in paper_room.forms(part, 8)], set(), set()
    for _ in range(6):
        words, _ = paper_room.typed(part, 8)
        send(part, words)
        orders.add(tuple(typed.index(form) for _, form in sent))
        partners.add(tuple(form for _, form in sorted(sent)))
        sent.clear()

    assert len(orders) == len(partners) == 6


def test_a_card_that_carried_a_form_sends_nothing_more_and_keeps_its_pay(part: Opened) -> None:
    """Fails when a card sends twice, or its holder can not see her own pay code afterwards."""
    words, _ = paper_room.typed(part)
    send(part, words)
    with pytest.raises(intake.AlreadySent):
        intake.send(part.house, part.codes[0], factories.full_paper(part.script.questions, "again"))
    pays = {intake.enter(part.house, code).pay for code in part.codes[:5]}

    assert None not in pays
    assert len(pays) == 5
    assert len(rows(part, Envelope)) == 5


def test_who_has_her_pay_code_already_can_hand_her_card_in(part: Opened) -> None:
    """Fails when the one who types could see a pay code that its member has taken, or the form is refused for it."""
    own = intake.stop(part.house, part.codes[0])
    intake.have_it(part.house, part.codes[0])
    words, _ = paper_room.typed(part)
    send(part, words)
    with pytest.raises(InviteRefused):
        intake.enter(part.house, part.codes[0])

    assert own
    assert said(part) == expected(part, "paper", 5)


def test_nothing_is_lost_when_the_line_is(part: Opened) -> None:
    """Fails when typed forms live in one browser only: the six words bring all of them back."""
    words, pile = paper_room.typed(part, 4, cards=2)

    assert look(part, words.upper().replace(" ", "-")) == pile
    assert len(pile.forms) == 4
    with pytest.raises(WordsRefused):
        look(part, tokens.new_words())


@pytest.mark.requirement("ANON-20")
def test_a_pile_says_neither_how_many_forms_it_holds_nor_a_word_of_them(part: Opened) -> None:
    """Fails when the row of a pile grows with its forms, keeps a word as it was typed, or names who typed it."""
    empty = paper_entry.begin(part.house, part.staff.facilitator, part.part_id)
    paper_room.typed(part, 7)
    listed = rows(part, PileRow)

    assert empty
    assert len({len(row.sealed) for row in listed}) == 1
    assert set(PileRow.model_fields) == {"key", "box_id", "sealed"}
    assert b"paper 3 on" not in files(part)


def test_a_form_is_changed_and_taken_away(part: Opened) -> None:
    """Fails when a slip of the fingers can not be mended, or a stale page changes another form."""
    words, pile = paper_room.typed(part, 3, cards=2)
    house, who, at = part.house, part.staff.facilitator, part.part_id
    mended = factories.full_paper(part.script.questions, "mended")
    paper_entry.change_form(house, who, at, words, pile.forms[1], mended)
    paper_entry.change_form(house, who, at, words, pile.forms[0], None)
    after = paper_entry.remove_card(house, who, at, words, pile.cards[0])

    assert after.forms == (mended, pile.forms[2])
    assert after.cards == pile.cards[1:]
    with pytest.raises(PileChanged):
        paper_entry.change_form(house, who, at, words, pile.forms[1], None)


def test_a_pile_thrown_away_leaves_its_cards_good(part: Opened) -> None:
    """Fails when throwing typed forms away spends a card or leaves the row."""
    words, _ = paper_room.typed(part)
    paper_entry.throw_away(part.house, part.staff.facilitator, part.part_id, words)

    assert rows(part, PileRow) == []
    assert intake.enter(part.house, part.codes[0]).standing is Standing.FRESH


def spent(part: Opened) -> str:
    """A card that has sent by phone."""
    intake.send(part.house, part.codes[-1], {})
    return part.codes[-1]


def in_the_pile(part: Opened) -> str:
    """A card that is in the pile."""
    return part.codes[0]


def of_another_part(part: Opened) -> str:
    """A good card of another advisory's part."""
    return factories.opened_beside(part).codes[0]


def unknown(_part: Opened) -> str:
    """A code that is well made and was never printed."""
    return tokens.new_code()


@pytest.mark.requirement("CONS-07")
@pytest.mark.parametrize("bad", [spent, in_the_pile, of_another_part, unknown])
def test_every_card_that_carries_nothing_is_refused_in_the_same_words(
    part: Opened, bad: Callable[[Opened], str]
) -> None:
    """Fails when typing in paper tells a spent card from an unknown one, or the pile loses something by it."""
    words, pile = paper_room.typed(part, 5, cards=4)
    code = bad(part)
    with pytest.raises(CardRefused) as refused:
        paper_entry.add_card(part.house, part.staff.facilitator, part.part_id, words, code)

    assert refused.value.sentence == CardRefused.sentence
    assert look(part, words) == pile


def test_a_mistyped_card_is_told_at_once(part: Opened) -> None:
    """Fails when a slip in a code is taken for a card that was used."""
    words, _ = paper_room.typed(part, 1, cards=0)
    with pytest.raises(tokens.MistypedCode):
        paper_entry.add_card(part.house, part.staff.facilitator, part.part_id, words, part.codes[0][:-2])


def test_forms_and_cards_have_to_be_as_many(part: Opened) -> None:
    """Fails when a form leaves without a card, or a card is spent on nothing."""
    words, pile = paper_room.typed(part, 6, cards=5)
    with pytest.raises(Refused) as refused:
        send(part, words)

    assert refused.value.sentence == "Each form needs one card. Here are 6 forms and 5 cards. Nothing was sent."
    assert look(part, words) == pile


def test_a_card_used_by_phone_before_the_pile_leaves_stops_it_whole(part: Opened) -> None:
    """Fails when four forms leave because the fifth card was used meanwhile."""
    words, pile = paper_room.typed(part)
    intake.send(part.house, part.codes[2], {})
    with pytest.raises(CardRefused):
        send(part, words)

    assert look(part, words) == pile
    assert len(rows(part, Envelope)) == 1


def test_a_card_used_at_the_very_moment_leaves_its_form_in_the_pile(
    part: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when a form whose card was just used is lost or sent over what its holder sent, or can not leave later."""
    words, _ = paper_room.typed(part)
    real, raced = intake.send, part.codes[1]

    def racing(house: House, code: str, form, mark):
        if code == raced:
            real(house, code, {})
        return real(house, code, form, mark)

    monkeypatch.setattr(intake, "send", racing)
    left = send(part, words)
    monkeypatch.setattr(intake, "send", real)
    for form in paper_room.forms(part, 4, "later"):
        paper_entry.add_form(part.house, part.staff.facilitator, part.part_id, words, form)
    for code in part.codes[5:10]:
        paper_entry.add_card(part.house, part.staff.facilitator, part.part_id, words, code)

    assert left.state is PileState.LEFT
    assert len(left.forms) == 1
    assert send(part, words) == Pile()
    assert said(part) == expected(part, "paper", 5) | expected(part, "later", 4)


@pytest.mark.requirement("ANON-20")
@pytest.mark.parametrize("forms", [1, 4])
def test_what_is_left_of_a_pile_does_not_leave_with_a_card_of_choice(
    part: Opened, monkeypatch: pytest.MonkeyPatch, forms: int
) -> None:
    """Fails when a form can be put in the place of one that was left, and go alone with a card somebody picked."""
    words, _ = paper_room.typed(part)
    real, raced = intake.send, part.codes[1]

    def racing(house: House, code: str, form, mark):
        if code == raced:
            real(house, code, {})
        return real(house, code, form, mark)

    monkeypatch.setattr(intake, "send", racing)
    left = send(part, words)
    monkeypatch.setattr(intake, "send", real)
    house, who = part.house, part.staff.facilitator
    chosen, *more = paper_room.forms(part, forms, "chosen")
    paper_entry.change_form(house, who, part.part_id, words, left.forms[0], chosen)
    for form in more:
        paper_entry.add_form(house, who, part.part_id, words, form)
    for code in part.codes[5 : 5 + forms]:
        pile = paper_entry.add_card(house, who, part.part_id, words, code)
    before = len(rows(part, Envelope))

    with pytest.raises(paper_entry.TooFewForms):
        send(part, words)

    assert look(part, words) == pile
    assert len(rows(part, Envelope)) == before


@pytest.mark.parametrize("after", range(6))
def test_a_pile_that_is_cut_in_the_middle_goes_on_and_sends_each_form_once(
    part: Opened, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """Fails when a server that dies between two envelopes loses a form, doubles one or gives it another card."""
    words, _ = paper_room.typed(part)
    real, done = intake.send, []

    def cut(*args):
        if len(done) == after:
            raise SystemExit
        done.append(real(*args))

    monkeypatch.setattr(intake, "send", cut)
    if after < 5:
        with pytest.raises(SystemExit):
            send(part, words)
        with pytest.raises(PileChanged):
            paper_entry.add_form(part.house, part.staff.facilitator, part.part_id, words, {})
    monkeypatch.setattr(intake, "send", real)

    assert send(part, words) == Pile()
    assert len(rows(part, Envelope)) == 5
    assert said(part) == expected(part, "paper", 5)


def test_a_second_press_sends_nothing_twice(part: Opened) -> None:
    """Fails when pressing Send again doubles a form or shows an error that sounds like a loss."""
    words, _ = paper_room.typed(part)
    send(part, words)
    with pytest.raises(WordsRefused):
        send(part, words)

    assert len(rows(part, Envelope)) == 5


def test_a_paused_round_keeps_the_pile_and_a_closed_one_says_so(part: Opened) -> None:
    """Fails when a pause loses a pile, or a closed round takes one."""
    words, pile = paper_room.typed(part)
    opening.pause(part.house, part.staff.steward, part.part_id)
    with pytest.raises(RoundPaused):
        send(part, words)
    kept = look(part, words)
    opening.resume(part.house, part.staff.second_steward, part.part_id)
    part.house.clock.put(part.script.closes_on + timedelta(days=1))
    with pytest.raises(RoundShut):
        send(part, words)

    assert kept == pile
    assert rows(part, Envelope) == []


def test_a_pile_that_never_left_goes_with_the_count(part: Opened) -> None:
    """Fails when typed forms outlive the box, in its table or as bytes in any file."""
    paper_room.typed(part, 3)
    sealed = rows(part, PileRow)[0].sealed
    pieces = [sealed[at : at + 24] for at in range(0, len(sealed), 2048)]
    held = files(part)
    factories.send_all(part, [factories.full_paper(part.script.questions, "phone")] * 5)
    factories.close(part)
    factories.count(part)
    left = files(part)

    assert rows(part, PileRow) == []
    assert any(piece in held for piece in pieces)
    assert not any(piece in left for piece in pieces)


def test_twenty_forms_are_the_most(part: Opened) -> None:
    """Fails when a pile takes a form for which its sealed row has no room."""
    words, pile = paper_room.typed(part, paper_piles.MOST_FORMS, cards=0)
    with pytest.raises(PileFull):
        paper_entry.add_form(part.house, part.staff.facilitator, part.part_id, words, {})

    assert look(part, words) == pile


def nobody(part: Opened) -> Actor:
    """A facilitator whom the author has not named."""
    return Actor(AccountId(new_id()), OrganisationKind.COMMUNITY, frozenset({Grant(Role.FACILITATOR)}))


def with_role(name: str, *more: Grant) -> Callable[[Opened], Actor]:
    """Someone of the round who is a facilitator as well."""

    def actor(part: Opened) -> Actor:
        one = getattr(part.staff, name)
        return Actor(one.account_id, one.organisation_kind, one.grants | {Grant(Role.FACILITATOR), *more})

    return actor


def police(part: Opened) -> Actor:
    """The facilitator, of an organisation that may never see an answer."""
    one = part.staff.facilitator
    return Actor(one.account_id, OrganisationKind.POLICE, one.grants)


@pytest.mark.requirement("ANON-15")
@pytest.mark.parametrize(
    "who",
    [
        nobody,
        police,
        with_role("author"),
        with_role("reader"),
        with_role("steward"),
        with_role("finance"),
        with_role("facilitator", Grant(Role.DESK)),
        with_role("facilitator", Grant(Role.STEWARD)),
    ],
)
def test_who_reads_pays_asks_or_approves_types_in_no_paper(part: Opened, who: Callable[[Opened], Actor]) -> None:
    """Fails when an author, reader, steward, desk, finance or police person sees a paper form of the round."""
    actor = who(part)
    words, _ = paper_room.typed(part, 1, cards=0)
    # Even where she slipped onto the record of the round as the one who types.
    if who is not nobody:
        with part.house.database.writing() as session:
            session.merge(Assignment(round_id=part.round_id, account_id=actor.account_id, role=Role.FACILITATOR))
    for act in (
        lambda: paper_entry.begin(part.house, actor, part.part_id),
        lambda: paper_entry.take_up(part.house, actor, part.part_id, words),
        lambda: paper_entry.send(part.house, actor, part.part_id, words),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.requirement("ANON-15")
def test_who_typed_in_paper_never_reads_or_pays_that_round(part: Opened, house: House) -> None:
    """Fails when a facilitator who typed forms can be named reader of the round or be given the desk."""
    paper_room.typed(part, 1, cards=0)
    typist = part.staff.facilitator.account_id
    with house.database.writing() as session:
        assignments.take_back(session, part.staff.author, part.round_id, typist, Role.FACILITATOR)

    with house.database.writing() as session:
        for act in (
            lambda: assignments.assign(session, part.staff.author, part.round_id, typist, Role.READER),
            lambda: _grant(session, house, part, typist, Role.DESK),
        ):
            with pytest.raises(ConsultError):
                act()


def _grant(session: Session, house: House, part: Opened, account_id: AccountId, role: Role) -> None:
    grants.grant(session, house.clock, part.staff.admin, account_id, role, None)


@pytest.mark.requirement("ANON-20")
def test_the_log_says_who_began_and_never_when_a_pile_left(part: Opened) -> None:
    """Fails when the log bears a line for a pile that leaves: it would say that five answers are in, and when."""
    from consult.people.staff import Act

    words, _ = paper_room.typed(part)
    before = len(rows(part, Act))
    send(part, words)

    assert len(rows(part, Act)) == before
    assert [one.act for one in rows(part, Act)].count("began to type in paper forms") == 1
