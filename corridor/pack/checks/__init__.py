"""The rules of a pack, one module for each thing that can be wrong; a rule takes tables and adds to the problems."""
