"""Hides whence a request comes, for pages that are open to all: a home, not one of its machines."""

from ipaddress import IPv6Address, ip_address
from typing import Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

HOME_BITS: Final = 64  # of an IPv6 address: the rest is whatever machine of one home


def whence(request: HttpRequest) -> str:
    address = ip_address(get_adapter(request).get_client_ip(request))
    return str(int(address) >> HOME_BITS) if isinstance(address, IPv6Address) else str(address)
