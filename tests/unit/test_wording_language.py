"""Staff text is checked for words that hurt. A member's words never are."""

import ast
import importlib.util
import pkgutil
from pathlib import Path

import pytest

import consult
from consult.wording import language, signs, titles
from consult.wording.catalogue import read
from consult.wording.findings import Severity
from tests.language_samples import SAMPLES

ROOT = Path(__file__).parents[2]
BLOCKS = [rule for rule in read("language")["rules"] if rule["severity"] == "block"]
# Where a member's words are typed, kept, shown or counted.
NEAR_ANSWERS = ("consult.ui.member", "consult.intake", "consult.counting", "consult.papers", "consult.words.heap")
CHECKS = frozenset({"language", "lint", "reading", "signs", "titles", "found"})


@pytest.mark.requirement("PLAIN-03")
@pytest.mark.parametrize("rule", BLOCKS, ids=lambda rule: rule["show"])
def test_each_blocking_rule_finds_its_sample(rule: dict[str, str]) -> None:
    """Fails when a rule that blocks is lost, or no longer finds the sentence it was made for."""
    found = language.check(SAMPLES[rule["show"]], "Brief")

    assert (rule["show"], Severity.BLOCK) in {(one.rule, one.severity) for one in found}


@pytest.mark.requirement("PLAIN-03")
@pytest.mark.parametrize("name", read("language")["allow_list"])
def test_names_that_may_stay_are_not_found(name: str) -> None:
    """Fails when the name of a body, a law or a service is flagged."""
    assert language.check(f"This is about the {name} here.", "Brief") == []


@pytest.mark.requirement("PLAIN-03")
def test_a_story_may_be_named_only_to_say_that_none_is_needed() -> None:
    """Fails when "unless" of a rule is not read, or is read for the whole text and not the sentence."""
    fine = "You do not need to share your story."

    assert language.check(fine, "Brief") == []
    assert [one.found for one in language.check(f"{fine} Tell us your story.", "Brief")] == ["Tell us your story"]


@pytest.mark.requirement("PLAIN-06")
@pytest.mark.parametrize("word", ["prostitution", "sex work", "sex workers"])
def test_both_sides_words_for_the_sex_trade_are_found(word: str) -> None:
    """Fails when staff text may take a side by the word it uses."""
    assert [one.found for one in language.check(f"What should change about {word}?", "Question 1")] == [word]


@pytest.mark.requirement("PLAIN-06")
def test_no_table_has_a_field_for_a_stance() -> None:
    """Fails when a table could hold what someone thinks of the sex trade."""
    from consult.schema import METADATA

    stances = ("stance", "ideolog", "legali", "criminali", "abolition", "choice")
    names = [
        f"{table}.{column.name}"
        for metadata in METADATA
        for table in metadata.tables.values()
        for column in table.columns
    ]
    assert [name for name in names if any(word in name for word in stances)] == []


@pytest.mark.requirement("PLAIN-04")
def test_no_check_of_staff_text_is_near_a_members_words() -> None:
    """Fails when a module that handles a member's words imports the language check, the lint or the grade."""
    near = [
        name
        for _finder, name, _is_folder in pkgutil.walk_packages(consult.__path__, "consult.")
        if name.startswith(NEAR_ANSWERS)
    ]
    assert len(near) > len(NEAR_ANSWERS)

    meant = {name: _imported(name) & {f"consult.wording.{check}" for check in CHECKS} for name in near}

    assert {name: found for name, found in meant.items() if found} == {}


@pytest.mark.requirement("PLAIN-04")
def test_the_checks_are_not_called_while_a_paper_is_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when fitting a member's words calls a check: each check is a spy that says it was called."""
    from consult.papers import Reply, fit
    from consult.rounds.scripts import Kind, Question
    from consult.wording import lint, reading

    called: list[str] = []
    for module in (language, signs, lint, titles):
        monkeypatch.setattr(module, "check", lambda *_args, **_more: called.append("check"))
    monkeypatch.setattr(reading, "read_grade", lambda *_args, **_more: called.append("grade"))
    words = "They rescue victims. He was a pimp. <b>Why did you</b> do it"

    kept = fit([Question("q1", Kind.OPEN, "What?")], {"q1": Reply(words=words)})

    assert kept["q1"].words == words
    assert called == []


@pytest.mark.requirement("LEAD-11")
@pytest.mark.parametrize("title", ["What survivors think", "Survivors want a house", "Our members say no"])
def test_no_title_speaks_for_all(title: str) -> None:
    """Fails when a heading may say what survivors think."""
    with pytest.raises(titles.SpeaksForAll):
        titles.require_fair(title)

    titles.require_fair(titles.DEFAULT)
    assert titles.check(title, "Title")[0].severity is Severity.BLOCK


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hello 😀", ["emoji"]),
        ("<b>Hello</b>", ["HTML", "HTML"]),
        ("**Hello** and [this](x)", ["Markdown", "Markdown"]),
        ("See https://example.org/x", ["web address"]),
        ("שלום", ["right to left"]),
        ("Is 2 < 3 and 5 * 3 fine? It's 20° here.", []),
    ],
)
def test_strange_signs_are_named(text: str, names: list[str]) -> None:
    """What members would see oddly is said, and nothing is taken out."""
    assert [one.rule for one in signs.check(text, "Brief")] == names


def test_short_forms_are_named() -> None:
    """Members should not have to know what letters stand for (PLAIN-07)."""
    found = language.check("TESS and YWCA ask if you have ID. The DCS and 2SLGBTQ+ people.", "Brief")

    assert [one.found for one in found] == ["DCS"]


def test_no_text_makes_the_check_break() -> None:
    """Empty, long, odd: the check always answers."""
    for text in ("", " ", "\n" * 50, "a" * 20_000, "\ud83d" * 3, "(((", "?!" * 500):
        assert isinstance(language.check(text, "Brief"), list)


def _imported(name: str) -> set[str]:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    tree = ast.parse(Path(spec.origin).read_text("utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found
