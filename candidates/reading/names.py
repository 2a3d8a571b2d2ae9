"""The name at the top of a CV. Where it is not sure, nothing is proposed rather than a guess."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice, pairwise

from candidates.reading.contacts import EMAIL
from candidates.reading.lines import EDGES, Line, Part, parts
from candidates.reading.proposals import Proposal

LOOKED_AT = 25  # lines from the top
STANDS_IN_ADDRESS = 10  # what a word weighs that is also in the e-mail address
LABELS = {
    "name": "name|full name|namn|för- och efternamn|imię i nazwisko|naam|voor- en achternaam",
    "first": "first name|first names|given name|förnamn|imię|imiona|voornaam|voornamen",
    "last": "last name|surname|family name|efternamn|nazwisko|achternaam",
    "turned": r"surname\(s\) / first name\(s\)|nazwisko i imię|nazwisko / imię|naam / voornaam",
}
LABELLED = {
    kind: re.compile(rf"^[\s•*-]*(?:{words})\s*(?::|\t|\s[–-]\s)\s*(\S.*)$", re.IGNORECASE)
    for kind, words in LABELS.items()
}
TITLES = re.compile(
    r"\b(?:curriculum|vitae|resum[eé]|cv|życiorys|levnadsbeskrivning|meritförteckning|europass|page"
    r"|sida|strona|pagina|last updated|personal|personuppgifter|dane|gegevens|profile?|profil"
    r"|consultant|konsult|manager|engineer|developer|specialist|analyst|assistant|director|chef"
    r"|ekonom|ingenjör|utvecklare|controller|kierownik|specjalista|inżynier|programista|księgowa"
    r"|dyrektor|ontwikkelaar|medewerker|adviseur|boekhouder|senior|junior|head|street|gatan|vägen"
    r"|ulica|ul|straat|weg|avenue|summary|experience|education|skills|statement|objective"
    r"|erfarenhet|utbildning|doświadczenie|wykształcenie|ervaring|opleiding|bank|group|ab|gmbh)\b",
    re.IGNORECASE,
)
# "CV Anna Svensson": what stands before the name in one line with it.
HEADED = re.compile(
    r"^(?:curriculum vitae|cv|resum[eé]|meritförteckning|levnadsbeskrivning|życiorys)"
    r"(?:\s+(?:of|av|för|for|van))?[\s:–-]+",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_])|\.$)*")
PARTICLES = {"van", "von", "de", "der", "den", "ter", "ten", "af", "av", "di", "da", "la", "le"}
PARTICLES |= {"el", "al", "bin", "ibn", "dos", "het", "op", "zu"}
SEPARATORS = re.compile(r"\s*[|•·,/\t]\s*|\s{3,}|\s[–—-]\s")
HONOURS = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|mgr|inż|drs|ir|ing|mr)\.\s+|,?\s+(?:msc|bsc|ph\.?d|mba|rn)\.?$",
    re.I,
)


def names(text: str) -> list[Proposal]:
    """First and last name with where they stand; nothing where no line looks like a name."""
    beginning = list(islice(parts(text), LOOKED_AT))
    top = [line for _part, line in beginning]
    said = _labelled(top)
    if said:
        return said
    mail = EMAIL.search(text)
    local = mail[0].split("@")[0].casefold() if mail else ""
    found = [
        (_weight(words, local, place), -place, line, words, offset)
        for place, (part, line) in enumerate(beginning)
        for words, offset in _candidates(line)
        if part is Part.TOP or _weight(words, local, place) >= STANDS_IN_ADDRESS
    ]
    two = _on_two_lines(top, local)
    if two and not any(weight >= STANDS_IN_ADDRESS for weight, *_rest in found):
        return two
    if not found:
        return []
    _best, _place, line, words, offset = max(found, key=lambda one: one[:2])
    return _split(words, line.start + offset, line.text[offset:])


def _weight(words: list[str], local: str, place: int) -> int:
    """A line counts for more the more of it stands in the e-mail address, and near the top."""
    plain = [_ascii(word) for word in words]
    matching = sum(1 for word in plain if len(word) > 1 and word in local)
    return STANDS_IN_ADDRESS * matching + max(0, 6 - place)


def _candidates(line: Line) -> list[tuple[list[str], int]]:
    """Stretches of a line that may be a name: two to five words, each written like a name."""
    found, offset = [], 0
    for piece in [*SEPARATORS.split(line.text), ""]:
        at = line.text.find(piece, offset) if piece else offset
        offset = at + len(piece)
        words = HONOURS.sub("", HEADED.sub("", piece.strip(EDGES))).split()
        if 2 <= len(words) <= 5 and _like_a_name(words) and not TITLES.search(" ".join(words)):
            found.append((words, line.text.find(words[0], at)))
    return found


def _like_a_name(words: list[str]) -> bool:
    if words[0].casefold() in PARTICLES:
        return False
    return all(
        WORD.fullmatch(word) and (word[0].isupper() or word.casefold() in PARTICLES)
        for word in words
    ) and any(len(word) > 2 for word in words)


def _labelled(top: list[Line]) -> list[Proposal]:
    """Where the CV says itself which is which."""
    said: dict[str, tuple[str, int]] = {}
    for line in top:
        for kind, pattern in LABELLED.items():
            if (match := pattern.match(line.text)) and kind not in said:
                value = match[1].strip(EDGES + " ,;")
                if value and not any(map(str.isdigit, value)) and "@" not in value:
                    said[kind] = (value, line.start + match.start(1))
    if "first" in said and "last" in said:
        return [
            Proposal(name, tidy(value), start, start + len(value))
            for name, (value, start) in (("first_name", said["first"]), ("last_name", said["last"]))
        ]
    if "turned" in said:
        value, start = said["turned"]
        last, _comma, first = value.partition(",") if "," in value else value.partition(" ")
        here = start + value.find(first.strip())
        return [
            Proposal("first_name", tidy(first), here, here + len(first.strip())),
            Proposal("last_name", tidy(last), start, start + len(last)),
        ]
    if "name" in said and len(said["name"][0].split()) > 1:
        value, start = said["name"]
        return _split(value.split(), start, value)
    return []


def _on_two_lines(top: list[Line], local: str) -> list[Proposal]:
    """The first name in one line and the last in the next, both standing in the address."""
    for one, other in pairwise(top):
        pair = [one.bare, other.bare]
        if all(WORD.fullmatch(word) and _ascii(word) in local for word in pair if word):
            if not all(len(word) > 1 for word in pair):
                continue
            starts = [line.start + line.text.find(line.bare) for line in (one, other)]
            return [
                Proposal(name, tidy(word), start, start + len(word))
                for name, word, start in zip(("first_name", "last_name"), pair, starts, strict=True)
            ]
    return []


def _split(words: list[str], start: int, text: str) -> list[Proposal]:
    """The last word is the last name, with the particles before it; the rest are first names."""
    turn = len(words) - 1
    while turn > 1 and words[turn - 1].casefold() in PARTICLES:
        turn -= 1
    first, last = words[:turn], words[turn:]
    first_end = text.find(first[-1]) + len(first[-1])
    last_start = text.find(last[0], first_end)
    last_end = text.find(last[-1], last_start) + len(last[-1])
    return [
        Proposal("first_name", tidy(" ".join(first)), start, start + first_end),
        Proposal("last_name", tidy(" ".join(last)), start + last_start, start + last_end),
    ]


def tidy(name: str) -> str:
    """ANNA MARIA becomes Anna Maria; a name that is written in both cases stays."""
    name = " ".join(name.split())
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name) if name.isupper() else name


def _ascii(word: str) -> str:
    """As an e-mail address writes it: Åsa Łoś is asa los."""
    plain = word.casefold().replace("ł", "l").replace("ø", "o").replace("ß", "ss")
    apart = unicodedata.normalize("NFKD", plain.replace("æ", "ae"))
    return "".join(letter for letter in apart if letter.isalnum())
