"""Two readers of the same answers, each alone, then together."""
