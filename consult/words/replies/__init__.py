"""What those who asked answer back, and who owes it."""
