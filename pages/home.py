"""Whose turn it is."""

from consult.actors import Role
from consult.ui import guard, layout, say

actor = guard.require_role(*Role)
layout.staff_page("Your turn")
say.plain("Nothing waits on you today.")
