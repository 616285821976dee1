"""What an advisory gave is hers to take along, and to destroy."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward import possession

actor = require_role(Role.STEWARD)
layout.staff_page("All of it")
possession.show(actor)
