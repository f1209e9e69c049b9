"""Pieces of a page: each draws one keyed container and knows nothing of the others."""
