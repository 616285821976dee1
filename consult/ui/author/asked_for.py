"""Which round or part a screen is about: a random name in the address, so that a reload finds it again."""

from uuid import UUID

import streamlit as st

from consult.errors import Missing


def uuid(name: str) -> UUID:
    """Give the name in the address. Missing when it is not there or is not one of ours."""
    try:
        return UUID(st.query_params.get(name, ""))
    except ValueError:
        raise Missing from None
