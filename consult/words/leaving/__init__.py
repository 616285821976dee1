"""What leaves: made, gated, agreed, held, checked by members, withdrawn."""
