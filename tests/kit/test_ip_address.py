"""Addresses of the internet, as they come."""

import pytest

from goccia.kit.ip_address import parse_ip_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("93.41.10.7", "93.41.10.7"),
        (" 93.41.10.7 , 10.0.0.1", "93.41.10.7"),
        ("[2001:DB8::1]", "2001:db8::1"),
        ("casa mia", None),
        ("93.41.10.700", None),
        ("", None),
    ],
)
def test_the_first_address_counts(text: str, address: str | None) -> None:
    assert parse_ip_address(text) == address
