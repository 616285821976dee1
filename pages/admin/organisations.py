"""The organisations people work for, and the advisories."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.admin import organisations
from consult.ui.guard import require_role

actor = require_role(Role.ADMIN)
layout.staff_page("Organisations")
organisations.show(actor)
