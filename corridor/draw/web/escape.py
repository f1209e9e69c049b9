"""Text from the data made harmless before it enters a script; in markup the template environment sees to it."""

import json

_SCRIPT_SIGNS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&'`$\u2028\u2029"}


def script(value: object) -> str:
    """Write a value as JSON that is safe inside a script element, a template string, a Jinja template and ``eval``.

    Raises:
        TypeError: the value is not made of dicts, lists, strings, numbers, booleans and ``None``.
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign, written in _SCRIPT_SIGNS.items():
        text = text.replace(sign, written)
    # Outside of strings JSON never has one of these pairs, so only text is changed.
    for sign in "{%#":
        text = text.replace("{" + sign, f"\\u007b\\u{ord(sign):04x}")
    return text
