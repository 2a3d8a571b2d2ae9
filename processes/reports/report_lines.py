"""The lines that a report's words are made of; the templates lay them out and add nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from processes.reports.sections import Section


@dataclass(frozen=True)
class Row:
    """A line with something to say about it; ``state``: done, moved, late, today, or nothing."""

    text: str
    note: str = ""
    state: str = ""


@dataclass(frozen=True)
class Figure:
    """A number and what it counts; ``name``: which one, where the recruiter asks what is behind."""

    value: int
    label: str
    name: str = ""


@dataclass(frozen=True)
class Bar:
    """A stage of the funnel; ``change``: "+12", since the last report or in the time covered."""

    label: str
    count: int
    this_week: int
    share: float
    name: str = ""
    change: str = ""


@dataclass(frozen=True)
class Count:
    """Something counted, with what has changed: "Remote work", 6, "6 of 14", "2 new"."""

    label: str
    count: int
    said: str
    change: str = ""
    name: str = ""
    share: float = 0

    @property
    def line(self) -> str:
        """In a sentence: "remote work 6 (2 new)"."""
        text = f"{self.label[:1].lower()}{self.label[1:]} {self.said}"
        return f"{text} ({self.change})" if self.change else text


@dataclass(frozen=True)
class Departure:
    """Those who left by one and the same word: the candidates', the client's or ours."""

    text: str
    change: str
    reasons: list[Count]

    @property
    def note(self) -> str:
        return ", ".join(reason.line for reason in self.reasons)


@dataclass(frozen=True)
class Finding:
    """An obstacle: what was counted, then each way to go on; ``state``: decided or not."""

    text: str
    note: str
    ways: list[Row]
    state: str = ""


@dataclass(frozen=True)
class Renewed:
    """A change of the brief: on which day, what is new, and what it does to the dates."""

    day: str
    news: list[str]
    dates: str


@dataclass(frozen=True)
class Person:
    """A presented candidate as a row of the table and a card of the portal."""

    name: str
    headline: str
    tags: list[str]
    evidence: list[str]
    standing: str
    recommended: bool
    recommendation: str
    risk: str
    is_in_play: bool


@dataclass(frozen=True)
class Group:
    """Target companies in one state, each with the people there whom we talked about.

    ``change``: how many more are in that state than the last report said, in words.
    """

    label: str
    count: int
    names: list[str]
    name: str = ""
    change: str = ""


@dataclass(frozen=True)
class Asked:
    """A decision wanted from the client: what, by when, what waiting costs."""

    text: str
    when: str = ""
    cost: str = ""
    is_late: bool = False

    def __str__(self) -> str:
        """All of it in one line."""
        line = f"{self.text}, {self.when}" if self.when else self.text
        return f"{line}; {self.cost}" if self.cost else line


@dataclass(frozen=True)
class NextStep:
    """A step of next week: on which day, what, and who does it."""

    text: str
    when: str = ""
    owner: str = ""

    def __str__(self) -> str:
        """All of it in one line."""
        line = f"{self.when}: {self.text}" if self.when else self.text
        return _("%(what)s (%(who)s)") % {"what": line, "who": self.owner} if self.owner else line


@dataclass(frozen=True)
class Part:
    """A section as it stands in a report: its name, heading and the recruiter's comment on it.

    ``figures``: its numbers that stand in sentences, for whoever asks what is behind them.
    """

    name: str
    heading: str
    comment: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        """Whether another narrow one may stand beside it on a wide page."""
        return self.name in NARROW


NARROW = frozenset({"promised", "funnel", "left", "market", "treatment", "kept"})


def part(section: Section, comment: str, figures: list[Figure]) -> Part:
    return Part(section.value, str(section.label), paragraphs(comment), figures)


def paragraphs(typed: str) -> list[str]:
    """What was typed, line by line, without the empty ones."""
    return [line.strip() for line in typed.splitlines() if line.strip()]


def side_by_side(parts: list[Part]) -> list[list[Part]]:
    """Rows of a page: two narrow sections that follow each other share one."""
    rows: list[list[Part]] = []
    for one in parts:
        if rows and len(rows[-1]) == 1 and rows[-1][0].is_narrow and one.is_narrow:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows
