"""The tour as one document."""
