"""A part as its members would walk through it."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.author import looking
from consult.ui.guard import require_role

actor = require_role(Role.AUTHOR)
layout.staff_page("As a member would see it")
looking.show(actor)
