"""What is taken out of the house on paper or as a file: one text, in the form that is asked for."""
