"""What an author typed is kept through every step of a draft until she saves it; a refusal loses none of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from consult.ui import say


class Typed:
    """The fields of one draft: first what is stored, then what was typed over it."""

    def __init__(self, owner: str) -> None:
        """Keep what belongs to this draft (its id) for this visit."""
        self._owner = owner
        self._kept: dict[str, Any] = st.session_state.setdefault(f"typed-{owner}", {})

    def line(self, name: str, label: str, stored: str, hint: str = "") -> str:
        """Ask for a short text."""
        return str(self._field(st.text_input, name, label, stored, hint, autocomplete="off"))

    def text(self, name: str, label: str, stored: str, hint: str = "", height: int = 140) -> str:
        """Ask for a text of several lines."""
        return str(self._field(st.text_area, name, label, stored, hint, height=height))

    def number(self, name: str, label: str, stored: int, most: int, hint: str = "") -> int:
        """Ask for a whole number from 0 to `most`."""
        return int(self._field(st.number_input, name, label, stored, hint, min_value=0, max_value=most, step=1))

    def day(self, name: str, label: str, stored: date | None) -> date | None:
        """Ask for a date; none while it is empty."""
        day = self._field(st.date_input, name, label, stored, "", format="YYYY-MM-DD")
        return day if isinstance(day, date) else None

    def one_of(self, name: str, label: str, options: dict[Any, str], stored: Any, hint: str = "") -> Any:
        """Ask for one of these; `options` are their words."""
        kept = stored if stored in options else None
        return self._field(
            st.selectbox, name, label, kept, hint, options=list(options), format_func=options.__getitem__,
            placeholder="Choose", index=None,
        )  # fmt: skip

    def some_of(
        self, name: str, label: str, options: dict[Any, str], stored: Sequence[Any], hint: str = ""
    ) -> list[Any]:
        """Ask for any of these."""
        kept = [one for one in stored if one in options]
        found = self._field(
            st.multiselect, name, label, kept, hint, options=list(options), format_func=options.__getitem__,
            placeholder="Choose",
        )  # fmt: skip
        return list(found)

    def put(self, name: str, value: Any) -> None:
        """Put a value into a field. Only from a callback: the field must not have been shown in this run yet."""
        self._kept[name] = value
        st.session_state[self._key(name)] = value

    def forget(self, *names: str) -> None:
        """Let fields show what is stored again, all of them where none is named."""
        for name in names or tuple(self._kept):
            self._kept.pop(name, None)
            st.session_state.pop(self._key(name), None)

    def _field(self, ask: Any, name: str, label: str, stored: Any, hint: str, **more: Any) -> Any:
        key = self._key(name)
        if key not in st.session_state:
            st.session_state[key] = self._kept.get(name, stored)
        value = ask(label, key=key, help=None, **more)
        if hint:
            say.quiet(hint)
        self._kept[name] = value
        return value

    def _key(self, name: str) -> str:
        return f"{self._owner}-{name}"
