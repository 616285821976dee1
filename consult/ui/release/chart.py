"""Bars that say no more than the words beside them: one word, one length, for every theme that bears it."""

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

LABEL_WIDTH = 26
BAR = 26
LINE = 19


def lengths(rows: Sequence[Mapping[str, Any]], people: str) -> list[float]:
    """
    Give a length for each row from what is printed about it and nothing else.

    `people` is the printed range ("15 to 19"); a word's bar reaches the middle of what the word stands for.
    """
    most = int(people.rsplit(maxsplit=1)[-1])
    return [_length(row["low"], row["high"], most) for row in rows]


def figure(rows: Sequence[Mapping[str, Any]], labels: Sequence[str], people: str, ink: str, accent: str) -> go.Figure:
    """Draw horizontal bars, the first row on top, the amount written at each bar; no grid, no legend, no axis."""
    most = int(people.rsplit(maxsplit=1)[-1])
    names = ["<br>".join(escape(line) for line in wrap(label, LABEL_WIDTH)) for label in labels]
    chart = go.Figure(
        go.Bar(
            x=lengths(rows, people),
            y=list(range(len(rows))),
            orientation="h",
            text=[f" {row['text']}" for row in rows],
            textposition="outside",
            textfont={"size": 17, "color": ink},
            marker={"color": accent},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    tall = sum(max(BAR, LINE * (name.count("<br>") + 1)) + 18 for name in names)
    chart.update_layout(
        height=tall + 16,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        bargap=0.45,
        font={"size": 16, "color": ink, "family": "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"},
    )
    chart.update_xaxes(visible=False, range=[0, most * 1.45], fixedrange=True)
    chart.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=names,
        autorange="reversed",
        automargin=True,
        fixedrange=True,
        showgrid=False,
        ticks="outside",
        ticklen=12,
        tickcolor="rgba(0,0,0,0)",
        zeroline=False,
        tickfont={"size": 16, "color": ink},
    )
    return chart


def show(rows: Sequence[Mapping[str, Any]], labels: Sequence[str], people: str, key: str) -> None:
    """Put the bars on the page, in the colours of the reader's own light or dark setting."""
    dark = st.context.theme.type == "dark"
    ink, accent = ("#f3f1ec", "#7cc7cf") if dark else ("#1b1b1b", "#0b5f68")
    drawn = figure(rows, labels, people, ink, accent)
    st.plotly_chart(drawn, theme=None, key=key, config={"displayModeBar": False, "staticPlot": True})


def _length(low: int, high: int | None, most: int) -> float:
    if low == 0 and high is None:
        return 0.0
    return (low + (most if high is None else min(high, most))) / 2
