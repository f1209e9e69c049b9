"""What the page says of an upload."""
