"""Who is looking: the release profile that every load and every cache is keyed by."""

import os

from corridor.model.figure import Release


def profile() -> Release:
    """What people who are not signed in may see; anything but a known profile shows the public data only."""
    asked = os.environ.get("CORRIDOR_PROFILE", "")
    return Release.INTERNAL if asked == Release.INTERNAL else Release.PUBLIC
