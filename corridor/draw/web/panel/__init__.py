"""Panels and what belongs to them."""
