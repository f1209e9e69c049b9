"""What was sent: opened within bounds or refused, and taken apart into cells as a person sees them."""
