"""A member's visit."""

from importlib.util import find_spec

from consult.ui import say

if find_spec("consult.ui.member") and find_spec("consult.ui.member.visit"):
    from consult.ui.member import visit

    visit.run()
else:
    say.heading("Feedback")
