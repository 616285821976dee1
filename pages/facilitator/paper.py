"""Print blank forms, and type in those that were filled."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.facilitator import screen
from consult.ui.guard import require_role

actor = require_role(Role.AUTHOR, Role.FACILITATOR)
layout.staff_page("Paper forms")
screen.show(actor)
