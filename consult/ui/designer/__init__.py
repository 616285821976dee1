"""The one screen of those who asked: what they were told, and what they answer."""
