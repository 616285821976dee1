"""Themes proposed from what a reader coded before."""
