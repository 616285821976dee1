"""What whoever types in paper forms sees: one form at a time, and never an answer that somebody else typed."""
