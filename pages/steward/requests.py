"""What designers ask for, and what they took along."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward import requests

actor = require_role(Role.STEWARD)
layout.staff_page("Requests")
requests.show(actor)
