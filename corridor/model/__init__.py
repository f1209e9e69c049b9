"""Frozen types of a corridor, their invariants, and what may be compared with what."""
