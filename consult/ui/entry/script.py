# ruff: noqa: INP001 - it stands alone: this folder becomes the first place Python looks in.
"""The one script that Streamlit runs. It stands alone in its folder, so that no page is found by its file name."""

from consult.ui import visit

visit.run()
