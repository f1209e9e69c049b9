"""What is possible and deserves a second look."""
