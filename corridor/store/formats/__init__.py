"""One module for each way a file is written: bytes in, rows of text out."""
