"""What the handle of the panel's sheet is made of in the browser."""

from corridor.draw.web.markup import bare_stylesheet, script


def frame_script() -> str:
    """The module that moves the sheet and brings the list to the node it shows."""
    return script("sheet_handle")


def frame_style() -> str:
    """The style sheet of the handle."""
    return bare_stylesheet("sheet_handle")
