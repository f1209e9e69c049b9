"""From an upload to a proposal, and from a proposal to a version."""
