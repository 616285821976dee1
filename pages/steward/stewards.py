"""Stewards, for a steward's own advisory."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward import stewards

actor = require_role(Role.STEWARD)
layout.staff_page("Stewards")
stewards.show(actor)
