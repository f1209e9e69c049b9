"""The ledger of a pack, from its file to what is summed up; columns stay arrays, since rows may be a million."""
