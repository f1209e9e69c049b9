"""The strip diagram, in pixels."""
