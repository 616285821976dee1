"""The one page that members see: in with a card, out with a pay code."""

from consult.ui.member.visit import run

run()
