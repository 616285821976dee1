"""Who did what."""

from consult.actors import Role
from consult.ui import guard, layout

actor = guard.require_role(Role.STEWARD)
layout.staff_page("Who did what")
