"""What a reader does at one answer beside sorting it, and what a steward may know of it."""
