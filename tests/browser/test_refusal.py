"""The browser of these tests reaches nothing outside this machine, and tells when a page tries."""

import pytest
from browsing import Traffic
from playwright.sync_api import Browser


@pytest.mark.parametrize("address", ["https://example.com/a.js", "http://198.51.100.7/a.js"])
def test_an_outside_request_fails_and_is_told(browser: Browser, traffic: Traffic, address: str) -> None:
    """Otherwise the zero-request assertion of every other test would prove nothing."""
    page = browser.new_page()
    traffic.watch(page)
    failed = page.evaluate("address => fetch(address, {mode: 'no-cors'}).then(() => false, () => true)", address)
    page.close()
    assert failed
    assert traffic.outside == [address]
