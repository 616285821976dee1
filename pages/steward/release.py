"""A steward releases themes, or holds them back."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.release import agreeing

actor = require_role(Role.STEWARD)
layout.staff_page("Releases")
agreeing.show(actor)
