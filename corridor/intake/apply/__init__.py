"""The files as they would be: only what changes is written."""
