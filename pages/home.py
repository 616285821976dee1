"""Whose turn it is."""

from consult.ui import layout
from consult.ui.guard import require_sign_in
from consult.ui.home import screen

actor = require_sign_in()
layout.staff_page("Your turn")
screen.show(actor)
