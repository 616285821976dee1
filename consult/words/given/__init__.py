"""What was released, to be found, read, counted and taken along."""
