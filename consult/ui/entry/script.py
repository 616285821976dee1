"""The one script that Streamlit runs. It stands alone in its folder, so that no page is found by its file name."""

from consult.ui import visit

visit.run()
