"""The screens of the two who read."""
