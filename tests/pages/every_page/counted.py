"""A page that keeps something in its session."""

import streamlit as st

st.session_state["kept"] = st.session_state.get("kept", 0) + 1
st.html(f"<p>kept {st.session_state['kept']}</p>")
