"""The map: what it shows in degrees, and the still picture of it in pixels."""
