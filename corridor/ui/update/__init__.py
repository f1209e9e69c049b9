"""The parts of the update view: sending, comparing, publishing, going back, and placing a node."""
