"""The commands of `consult`, a module each."""
