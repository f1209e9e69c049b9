"""The commands: one module each, with the ``arguments`` it adds to a parser and what it does in ``run``.

A command's module is imported when that command is asked for: a check need not wait for what only an export draws with.
"""

COMMANDS = ("check", "export", "template", "diff", "publish", "history", "undo", "doctor", "breakdown", "basemap")
"""The commands by name, which is also that of their modules, in the order in which help lists them."""

GOOD, ERRORS, WRONG_USE = 0, 1, 2
"""Exit codes: warnings alone are good."""
