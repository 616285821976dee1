"""Staff are told, and never stopped, when their own text could point to one person."""

from consult.wording import pointing
from consult.wording.findings import Severity


def test_a_phone_number_in_a_brief_is_noted():
    """Fails when staff text is no longer looked at; the note names the words and stops nothing."""
    found = list(pointing.check("Call Kayla at 902-555-0143 if you want a say.", "Brief"))

    assert "902-555-0143" in {one.found for one in found}
    assert {one.severity for one in found} == {Severity.THINK}
    assert not any(one.lasting for one in found)


def test_the_name_of_the_program_is_meant():
    """A name that the round allows is no slip, and a plain question is clean."""
    assert not list(pointing.check("What should Safer Spaces help people do?", "Question 1", ("Safer Spaces",)))
    assert not list(pointing.check("What rules would push people away?", "Question 2"))
