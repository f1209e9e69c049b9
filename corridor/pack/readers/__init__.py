"""One form of file each: bytes and text to the rows that stand in them."""
