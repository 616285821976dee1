"""No slow hash runs while the write lock is held: every member's Send, and every sign-in, would wait for it."""

import ast
from collections import defaultdict
from pathlib import Path
from threading import Thread

import pytest

from consult.house import House
from consult.people import accounts
from consult.web import password
from tests import factories

ROOT = Path(__file__).parents[2] / "consult"
SLOW = {"consult.slow_hashes.hash_password", "consult.slow_hashes.password_fits", "consult.slow_hashes.key_from_phrase"}
DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef)


class Calls:
    """
    Who calls whom in the program, read from its source, and what is called inside a writing transaction.

    A name is followed through a module's imports. A method of something whose kind is not written there is taken for
    every method of that name, so that nothing is missed.
    """

    def __init__(self, sources: dict[str, str]) -> None:
        self.by_function: dict[str, set[str]] = defaultdict(set)
        self.under_lock: dict[str, set[str]] = defaultdict(set)
        trees = {module: ast.parse(text) for module, text in sources.items()}
        self.methods: dict[str, set[str]] = defaultdict(set)
        for module, tree in trees.items():
            for one in ast.walk(tree):
                if isinstance(one, ast.ClassDef):
                    for method in (inner for inner in one.body if isinstance(inner, DEFINED)):
                        self.methods[method.name].add(f"{module}.{method.name}")
        for module, tree in trees.items():
            self._read(module, tree)

    def _read(self, module: str, tree: ast.Module) -> None:
        known = {one.name: f"{module}.{one.name}" for one in ast.walk(tree) if isinstance(one, DEFINED)}
        for one in ast.walk(tree):
            if isinstance(one, ast.ImportFrom) and one.module and one.module.startswith("consult"):
                known |= {name.asname or name.name: f"{one.module}.{name.name}" for name in one.names}
        for one in (inner for inner in ast.walk(tree) if isinstance(inner, DEFINED)):
            name = f"{module}.{one.name}"
            self.by_function[name] |= self._called(one, known)
            for block in (inner for inner in ast.walk(one) if isinstance(inner, ast.With) and _writes(inner)):
                for line in block.body:
                    self.under_lock[name] |= self._called(line, known)

    def _called(self, inside: ast.AST, known: dict[str, str]) -> set[str]:
        found: set[str] = set()
        for one in ast.walk(inside):
            called = one.func if isinstance(one, ast.Call) else None
            if isinstance(called, ast.Name):
                found.add(known.get(called.id, called.id))
            elif isinstance(called, ast.Attribute):
                on = called.value.id if isinstance(called.value, ast.Name) else ""
                found |= {f"{known[on]}.{called.attr}"} if on in known else self.methods[called.attr]
        return found

    def slow_under_lock(self) -> set[str]:
        """Give each function that calls a slow hash, near or far, while it holds the lock."""
        return {name for name, called in self.under_lock.items() if self._reached(called) & SLOW}

    def _reached(self, called: set[str]) -> set[str]:
        reached, waiting = set(), set(called)
        while waiting:
            name = waiting.pop()
            reached.add(name)
            waiting |= self.by_function.get(name, set()) - reached
        return reached


def _writes(block: ast.With) -> bool:
    opened = (item.context_expr for item in block.items)
    names = (one.func for one in opened if isinstance(one, ast.Call))
    return any(getattr(one, "attr", getattr(one, "id", "")) in {"writing", "acting"} for one in names)


def sources() -> dict[str, str]:
    """Give the text of every module of the program by its name."""
    files = (file for file in ROOT.rglob("*.py") if "migrations" not in file.parts)
    named = {".".join(("consult", *file.relative_to(ROOT).with_suffix("").parts)): file for file in files}
    return {name.removesuffix(".__init__"): file.read_text(encoding="utf-8") for name, file in named.items()}


def test_no_door_hashes_slowly_while_it_holds_the_lock() -> None:
    """Fails when any function of the program calls Argon2, itself or through others, inside a writing transaction."""
    assert Calls(sources()).slow_under_lock() == set()


def test_the_look_finds_a_hash_however_far_away() -> None:
    """Fails when the test above could not fail: a hash is put under the lock near, far and through a method."""
    near = (
        "from consult.slow_hashes import hash_password\n"
        "def door(house):\n with house.writing() as s:\n  hash_password('')\n"
    )
    far = "from consult.near import door\ndef a(house): b(house)\ndef b(house): door(house)\n"
    beyond = "from consult import far\ndef act(x):\n with acting(x) as s:\n  far.a(s)\n"
    method = "class Box:\n def wrap(self):\n  from consult.slow_hashes import key_from_phrase\n  key_from_phrase('')\n"
    using = "def use(house, box):\n with house.database.writing():\n  box.key.wrap()\n"
    listed = {"near": near, "far": far, "beyond": beyond, "method": method, "using": using}

    found = Calls({f"consult.{name}": text for name, text in listed.items()}).slow_under_lock()

    assert found == {"consult.near.door", "consult.beyond.act", "consult.using.use"}


def test_nobody_waits_while_a_password_is_changed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails when another's transaction has to wait for the slow hashes of someone who changes her password."""
    people = factories.staff(house, factories.advisory(house))
    waited: list[bool] = []

    def slowly(answer: object) -> object:
        other = Thread(target=_write, args=(house,), daemon=True)
        other.start()
        other.join(5)
        waited.append(other.is_alive())
        return answer

    monkeypatch.setattr(accounts, "password_fits", lambda *_: slowly("it fits"))
    monkeypatch.setattr(accounts, "hash_password", lambda _: slowly("not a hash"))
    token = password._change(house, people.desk, factories.PASSWORD, "lantern harbour window eight")

    assert token
    assert waited == [False, False]


def _write(house: House) -> None:
    with house.database.writing():
        pass
