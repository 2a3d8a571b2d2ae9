"""A text as lines that know where they stand, and the parts of a CV that headings make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
EDGES = " \t\u00a0\u00ad•▪●◦·*-–—|:#>"  # of a heading, and of what stands between bullets
LONGEST_HEADING = 42
FOOTER = re.compile(r"(?:\b|[–-]\s*)\d{1,2}\s*(?:/|of|av|z|van)\s*\d{1,2}\s*$")


class Part(Enum):
    TOP = "top"
    SKILLS = "skills"
    LANGUAGES = "languages"
    REST = "rest"


HEADINGS: dict[Part, str] = {
    Part.SKILLS: """
        skills, key skills, core skills, technical skills, it skills, computer skills, expertise,
        areas of expertise, competencies, core competencies, skill set, skills & tools, tools,
        technologies, skills and competencies, hard skills, professional skills, digital skills,
        kompetenser, kompetens, färdigheter, kunskaper, it-kunskaper, datakunskaper, tekniker,
        nyckelkompetenser, system, systemkunskaper, kompetenser och system, teknisk kompetens,
        umiejętności, kompetencje, umiejętności techniczne, umiejętności i kompetencje,
        kluczowe umiejętności, umiejętności zawodowe, technologie, obsługa komputera,
        kompetencje cyfrowe, znajomość programów,
        vaardigheden, competenties, kennis, computervaardigheden, kernvaardigheden, it-kennis,
        kernkompetenties, kerncompetenties, kennis en vaardigheden, technische vaardigheden,
        digitale vaardigheden, technieken, kompetenzen, kenntnisse, fähigkeiten
    """,
    Part.LANGUAGES: """
        languages, language skills, spoken languages, språk, språkkunskaper, språkkompetens,
        języki, języki obce, znajomość języków, znajomość języków obcych, umiejętności językowe,
        talen, talenkennis, taalkennis, taalvaardigheden, sprachen, sprachkenntnisse
    """,
    Part.REST: """
        profile, summary, professional summary, executive summary, career summary,
        personal profile, personal statement, career objective, key qualifications,
        about me, about, objective, experience, work experience, employment,
        professional experience, employment history, work history, career, education, training,
        courses, courses and certificates, certifications, certificates, licences, projects,
        publications, patents, awards, honors, honours, selected honors, invited talks, references,
        interests, hobbies, volunteering, contact, personal details, personal information,
        profil, om mig, sammanfattning, erfarenhet, arbetslivserfarenhet, arbetslivserfarenheter,
        yrkeserfarenhet, anställningar, arbete, utbildning, utbildningar, kurser,
        kurser och certifikat, certifikat, certifieringar, körkort, uppdrag, projekt, referenser,
        intressen, fritid, kontakt, kontaktuppgifter, personuppgifter, övrigt, meriter,
        o mnie, podsumowanie, podsumowanie zawodowe, doświadczenie, doświadczenie zawodowe,
        przebieg kariery, wykształcenie, edukacja, kursy, szkolenia, kursy i szkolenia,
        certyfikaty, projekty, publikacje, nagrody, referencje, zainteresowania, hobby,
        dane kontaktowe, dane osobowe, prawo jazdy, dodatkowe informacje, klauzula,
        profiel, over mij, samenvatting, ervaring, werkervaring, loopbaan, opleiding, opleidingen,
        cursussen, cursussen en certificaten, certificaten, projecten, publicaties, referenties,
        interesses, hobby's, contact, contactgegevens, persoonlijke gegevens, persoonsgegevens,
        rijbewijs, overig, nevenactiviteiten, berufserfahrung, ausbildung, kontaktdaten
    """,
}
KNOWN = {
    " ".join(word.split()): part for part, words in HEADINGS.items() for word in words.split(",")
}


@dataclass(frozen=True)
class Line:
    text: str
    start: int

    @property
    def bare(self) -> str:
        """Without the bullets and colons around it."""
        return self.text.strip(EDGES)

    @property
    def is_footer(self) -> bool:
        return len(self.text) < 60 and bool(FOOTER.search(self.text))


def lines(text: str) -> Iterator[Line]:
    """Those that say something, in their order."""
    for found in LINE.finditer(text):
        if found[0].strip():
            yield Line(found[0], found.start())


def headed(line: Line) -> Part | None:
    """The part that a line is the heading of; None for every other line."""
    bare = " ".join(line.bare.split())
    if len(bare) > LONGEST_HEADING:
        return None
    spaced = bare.replace(" ", "") if re.fullmatch(r"(?:\w )+\w", bare) else bare  # S K I L L S
    known = KNOWN.get(spaced.casefold()) or KNOWN.get(bare.casefold().replace(" and ", " & "))
    if known:
        return known
    words = bare.split()
    shouts = bare.isupper() and 2 <= len(words) <= 4 and not any(map(str.isdigit, bare))
    return Part.REST if shouts and not {",", "@"} & set(bare) else None


def parts(text: str) -> Iterator[tuple[Part, Line]]:
    """Each line with the part of the CV that it stands in; headings and page footers left out.

    Before the first heading is the top, where names and addresses mostly stand.
    """
    now = Part.TOP
    for line in lines(text):
        if line.is_footer:
            continue
        found = headed(line)
        # Unknown words written large at the very top are rather a name than a heading.
        if found and (now is not Part.TOP or line.bare.casefold() in KNOWN):
            now = found
        else:
            yield now, line
