"""A model in sentences: what is said of a figure, a node or the corridor, before anything has a place or a look."""
