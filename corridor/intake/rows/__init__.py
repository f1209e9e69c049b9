"""Rows as found, told apart, named and understood: what an upload says, as the data folder writes it."""
