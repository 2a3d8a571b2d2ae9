"""Addresses, telephone numbers and links in a text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers

from candidates.reading.lines import Part, parts
from candidates.reading.proposals import Proposal

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,24}(?![\w-])")
WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]{}|•]{3,200}"
    r"|(?<![\w@./-])(?:[a-z]{2,3}\.)?(?:linkedin\.com/in|github\.com|gitlab\.com|xing\.com/profile"
    r"|behance\.net|dribbble\.com|stackoverflow\.com/users)/[^\s<>\"'()\[\]{}|•,;]{2,120}",
    re.IGNORECASE,
)
ENDINGS = "com|net|org|io|dev|me|eu|se|pl|nl|no|dk|fi|de|be|fr|ie|co|info|tech|design|studio|app|ai"
BARE = re.compile(
    rf"(?<![\w@./-])(?:[a-z0-9-]{{2,40}}\.){{1,3}}(?:{ENDINGS})(?:/[^\s,;|•]{{0,80}})?(?![\w@.-])",
    re.IGNORECASE,
)
# Where people show what they have done comes before any other page.
PROFILES = ("linkedin.com", "xing.com", "github.com", "gitlab.com", "behance.net", "dribbble.com")
MOST = 5
NOT_A_NAME = re.compile(r"(?:node|asp|vue|next|express|socket|backbone)\.(?:js|net|io)", re.I)
A_DAY = re.compile(
    r"(?:19|20)\d{2}[\s./–-]+(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}([.-])\d{1,2}\1\d{1,2}|\d{1,2}([.-])\d{1,2}\2(?:19|20)\d{2}"
)


def emails(text: str) -> list[Proposal]:
    found = [
        Proposal("email", match[0].rstrip("."), match.start(), match.end())
        for match in EMAIL.finditer(text)
    ]
    return once(found)[:MOST]


def phones(text: str, country: str) -> list[Proposal]:
    """Numbers that can be rung; ``country`` is where those without a country code are dialled."""
    matcher = phonenumbers.PhoneNumberMatcher(
        text, country or None, leniency=phonenumbers.Leniency.VALID, max_tries=2_000
    )
    found = []
    for match in matcher:
        if A_DAY.fullmatch(match.raw_string) or within_address(text, match.start, match.end):
            continue
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
        written = phonenumbers.format_number(match.number, form)
        found.append(Proposal("phone", written, match.start, match.end))
        if len(found) > MOST * 2:
            break
    return once(found)[:MOST]


def within_address(text: str, start: int, end: int) -> bool:
    """Whether digits are a piece of a link or an address, such as a number in a profile's name."""
    before = re.search(r"\S*\Z", text[max(0, start - 200) : start])
    around = (before[0] if before else "") + text[start : end + 1]
    return "@" in around or "/" in around.split()[0] or "www." in around


def links(text: str) -> list[Proposal]:
    """Pages elsewhere, profiles first; without a scheme only at the top, beside the address."""
    found = [proposal for match in WEB.finditer(text) if (proposal := _link(match))]
    for part, line in parts(text):
        if part is not Part.TOP and "@" not in line.text:
            continue
        for match in BARE.finditer(line.text):
            if NOT_A_NAME.fullmatch(match[0]):
                continue
            if (proposal := _link(match, line.start)) and not _overlaps(proposal, found):
                found.append(proposal)
    found.sort(key=lambda link: (_rank(link.value), link.start))
    return once(found)[:MOST]


def _link(match: re.Match[str], offset: int = 0) -> Proposal | None:
    written = match[0].rstrip(".,;:!?–-'\"")
    address = written if "://" in written else f"https://{written}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    if "." not in host or len(address) > 200:
        return None
    if _rank(address) < len(PROFILES) and not urlsplit(address).path.strip("/"):
        return None  # the place of everybody's profiles, not a profile
    start = offset + match.start()
    return Proposal("profile_link", address, start, start + len(written))


def _overlaps(proposal: Proposal, others: list[Proposal]) -> bool:
    return any(proposal.start < other.end and other.start < proposal.end for other in others)


def _rank(address: str) -> int:
    host = (urlsplit(address).hostname or "").casefold()
    for place, known in enumerate(PROFILES):
        if host == known or host.endswith(f".{known}"):
            return place
    return len(PROFILES)


def once(found: list[Proposal]) -> list[Proposal]:
    """Of each value the first."""
    kept: dict[str, Proposal] = {}
    for proposal in found:
        kept.setdefault(_same(proposal.value), proposal)
    return list(kept.values())


def _same(value: str) -> str:
    return re.sub(r"^https?://(www\.)?|/$", "", value.casefold())
