"""A believable story in a throw-away folder, told through the real doors with the clock set back."""
