"""How answers go from round to round: five rows of bars with a number at each, a sentence, and the same as a table."""

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from consult.ui import say
from consult.words.given import plain, trend
from consult.words.given.library import Shelved
from consult.words.given.trend import Row

ROW = 92
FONT = "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"


def show(shelved: Sequence[Shelved]) -> None:
    """Show sentence, picture and table."""
    rows = trend.rows(shelved)
    say.subheading("Answers from round to round")
    say.plain(trend.sentence(rows))
    dark = st.context.theme.type == "dark"
    ink, accent = ("#f3f1ec", "#7cc7cf") if dark else ("#1b1b1b", "#0b5f68")
    st.plotly_chart(
        figure(rows, ink, accent), theme=None, key="trend", config={"displayModeBar": False, "staticPlot": True}
    )
    say.quiet("It counts themes, not people. A round is one bar, whichever advisories it asked.")
    say.table(*trend.table(rows))


def figure(rows: Sequence[Row], ink: str, accent: str) -> go.Figure:
    """Draw a row of bars for each state, a bar for each round with its number above; the same scale in each row."""
    states = list(plain.STATES.items())
    chart = make_subplots(
        rows=len(states), cols=1, shared_xaxes=True, vertical_spacing=0.09, subplot_titles=[name for _, name in states]
    )
    names = [escape(_short(row.label)) for row in rows]
    most = max((count for row in rows for count in row.counts.values()), default=1) or 1
    for place, (state, _name) in enumerate(states, start=1):
        counts = [row.counts[state] for row in rows]
        bars = go.Bar(
            x=names,
            y=counts,
            text=[str(count) for count in counts],
            textposition="outside",
            textfont={"size": 16, "color": ink},
            marker={"color": accent},
            width=0.5,
            hoverinfo="skip",
            cliponaxis=False,
        )
        chart.add_trace(bars, row=place, col=1)
    chart.update_layout(
        height=ROW * len(states) + 84,
        margin={"l": 0, "r": 0, "t": 28, "b": 56},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        font={"size": 15, "color": ink, "family": FONT},
    )
    chart.update_annotations(x=0, xanchor="left", font={"size": 16, "color": ink, "family": FONT})
    chart.update_yaxes(visible=False, range=[0, most * 1.6], fixedrange=True)
    chart.update_xaxes(
        type="category", fixedrange=True, showgrid=False, showline=True, linecolor=ink, ticks="",
        showticklabels=False, tickfont={"size": 14, "color": ink},
    )  # fmt: skip
    chart.update_xaxes(showticklabels=True, title={"text": "Releases", "standoff": 18}, row=len(states), col=1)
    return chart


def _short(label: str) -> str:
    """Write "Releases 2, 3" as "2, 3": the heading of the row of names says what they are."""
    return label.split(maxsplit=1)[1]
