"""Is this code good? Anyone may ask, without spending it and without signing in."""

from consult.ui import say
from consult.ui.desk import checking
from consult.ui.member import code, foot, taps
from consult.ui.member.texts import text

code.choose_language()
say.heading(text("paid.title"))
checking.show()
foot.show(taps.here().walk)
