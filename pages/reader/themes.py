"""Themes in fresh words."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.reader import themes

actor = require_role(Role.READER)
layout.staff_page("Themes")
themes.show(actor)
