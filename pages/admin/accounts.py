"""Accounts."""

from consult.actors import Role
from consult.ui import guard, layout

actor = guard.require_role(Role.ADMIN)
layout.staff_page("Accounts")
