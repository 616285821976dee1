"""Is this code good? Anyone may ask, without spending it and without signing in."""

from consult.ui import say
from consult.ui.desk import checking
from consult.ui.member import foot
from consult.ui.member.walk import Walk

say.heading("Check a code")
checking.show()
foot.show(Walk())
