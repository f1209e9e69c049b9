"""The slides of a deck, one module for each kind."""
