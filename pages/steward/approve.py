"""Read what members will see, and approve it."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward_approval import screen

actor = require_role(Role.STEWARD)
layout.staff_page("Approve")
screen.show(actor)
