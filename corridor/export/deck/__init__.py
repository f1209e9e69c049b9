"""What slides are made of: text that fits, native shapes, tables and charts."""
