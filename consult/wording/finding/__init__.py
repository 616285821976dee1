"""The parts that find what could point to a person: each has one matter, none keeps a word."""
