"""The rounds an author writes."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.author import rounds
from consult.ui.guard import require_role

actor = require_role(Role.AUTHOR)
layout.staff_page("Rounds")
rounds.show(actor)
