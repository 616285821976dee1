"""Where suggestions are weak, and how fine they can be: numbers that screens know without loading what sorts."""

FEW = 30
LEAST_RESOLUTION, MOST_RESOLUTION = 0.1, 10.0
CODED_ENOUGH = 30
