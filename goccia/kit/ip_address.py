"""Addresses of the internet, as forms and proxies write them."""

import ipaddress


def parse_ip_address(text: str) -> str | None:
    """Return the first address of a list that proxies may have made, in its usual spelling; None: there is none."""
    first = text.split(",", maxsplit=1)[0].strip().strip("[]")
    try:
        return str(ipaddress.ip_address(first))
    except ValueError:
        return None
