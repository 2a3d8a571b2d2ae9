"""What the pages of signing in ask: where passkeys work, who vouches, what a browser is called."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse

from accounts.signing_in.browsers import called

register = template.Library()
register.filter("browser", called)


def host_of(context: dict[str, Any]) -> tuple[str, str]:
    host, _colon, port = context["request"].get_host().rpartition(":")
    return (host, port) if host and port.isdigit() else (context["request"].get_host(), "")


def is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@register.simple_tag(takes_context=True)
def passkeys_work_here(context: dict[str, Any]) -> bool:
    """Not where the address of the page is a number: browsers keep passkeys for names."""
    return not is_number(host_of(context)[0])


@register.simple_tag(takes_context=True)
def same_page_by_name(context: dict[str, Any]) -> str:
    """This page by the name that every machine has for itself; empty where that is no use."""
    host, port = host_of(context)
    if settings.PRODUCTION or not (is_number(host) and ip_address(host.strip("[]")).is_loopback):
        return ""
    return f"http://localhost{f':{port}' if port else ''}{context['request'].path}"


@register.simple_tag(takes_context=True)
def issuers(context: dict[str, Any]) -> list[dict[str, str]]:
    """Who vouches for people at sign-in: name and address of each."""
    after = context.get("redirect_field_value")
    return [
        {
            "name": issuer["name"],
            "address": reverse("openid_connect_login", args=[issuer["provider_id"]])
            + (f"?{urlencode({'next': after})}" if after else ""),
        }
        for issuer in settings.ISSUERS
    ]
