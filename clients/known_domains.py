"""At which domains a client's people have their addresses, so that a stranger's stands out."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db.models import Q

from clients.models import Client, Contact

# Anybody may have an address there: it says nothing about whom somebody works for.
PROVIDERS = """
aol.com bredband.net comhem.se fastmail.com gmail.com gmx.com gmx.de gmx.net googlemail.com
hey.com home.nl home.se hotmail.com hotmail.se hotmail.nl icloud.com interia.pl kpnmail.nl
live.com live.nl live.se mac.com mail.com me.com msn.com o2.pl onet.eu onet.pl op.pl outlook.com
outlook.se proton.me protonmail.com spray.se swipnet.se tele2.se telia.com tlen.pl tutanota.com
vp.pl web.de wp.pl xs4all.nl yahoo.co.uk yahoo.com yahoo.se yandex.com ziggo.nl zoho.com
"""
OPEN_TO_ANYBODY = frozenset(PROVIDERS.split())


def is_known(client: Client, address: str, *, but: Contact | None = None) -> bool:
    """Whether the client's website or one of its people (``but`` for one) is at that domain.

    What lies below a known domain is known too. Providers where anybody may have an address say
    nothing about whom somebody works for, so that theirs are never known.
    """
    domain = domain_of(address)
    if not domain or domain in OPEN_TO_ANYBODY:
        return False
    labels = domain.split(".")
    same = {".".join(labels[number:]) for number in range(max(len(labels) - 1, 1))}
    if _compared(urlsplit(client.website).hostname or "").removeprefix("www.") in same:
        return True
    at_one = Q()
    for one in same | {_as_written(one) for one in same}:
        at_one |= Q(email__iendswith=f"@{one}")
    people = client.contacts.active().filter(at_one)
    return (people.exclude(pk=but.pk) if but and but.pk else people).exists()


def domain_of(address: str) -> str:
    """What stands behind the @, as mail servers compare it; empty when there is nothing."""
    return _compared(address.rpartition("@")[2]) if "@" in address else ""


def _compared(domain: str) -> str:
    domain = domain.strip().rstrip(".").lower()
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def _as_written(domain: str) -> str:
    try:
        return domain.encode().decode("idna")
    except UnicodeError:
        return domain
