"""The clerk's way in and out: an Excel template, what comes back, and how the two differ."""
