"""What can be concluded from a corridor's data, and the refusal where nothing can."""
