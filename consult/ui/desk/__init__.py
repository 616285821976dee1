"""The desk's screen, and the plain page where anyone may ask whether a code is good."""
