"""Which sheet is which table, and which column is which."""
