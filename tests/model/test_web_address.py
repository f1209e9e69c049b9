import pytest

from corridor.model.web_address import is_web_address


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org:8080/a?b=c#d", True),
        ("https://[::1]/", True),
        ("https://:80", False),
        ("https://", False),
        ("https:///path", False),
        ("https://example.org/a b", False),
        ("https://example.org:port", False),
        ("https://[::1", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_an_address_names_a_machine_and_a_way_to_it(text: str, is_one: bool) -> None:  # noqa: FBT001 - the answer
    """A port without a machine leads nowhere, and neither does a path."""
    assert is_web_address(text) is is_one
