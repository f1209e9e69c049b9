"""What one cell means: numbers with their units, periods, choices, references; fully understood or refused."""
