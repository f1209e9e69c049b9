"""What sheets, columns, choices, units and things are called, on the way out and on the way back."""
