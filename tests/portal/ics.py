"""A reader of calendars (RFC 5545) that knows nothing of the library that writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)\Z', re.DOTALL)
ESCAPED = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}


@dataclass
class Component:
    name: str
    lines: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    within: list[Component] = field(default_factory=list)

    def text(self, name: str) -> str:
        return re.sub(r"\\(.)", lambda found: ESCAPED[found.group(1)], self.lines[name])

    def when(self, name: str) -> date | datetime:
        """A day, or a moment in UTC; anything else is an error."""
        value = self.lines[name]
        if self.about[name] == ";VALUE=DATE":
            return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read(content: bytes) -> Component:
    """The calendar; raises ``AssertionError`` where the file is not as the standard wants it."""
    assert content.endswith(b"\r\n"), "each line ends so"
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content), "and no line otherwise"
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "lines are folded"
    unfolded = content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode("utf-8")
    open_ones = [Component("")]
    for line in unfolded.split("\r\n")[:-1]:
        found = LINE.match(line)
        assert found, line
        name, about, value = found.groups()
        if name == "BEGIN":
            open_ones.append(Component(value))
        elif name == "END":
            done = open_ones.pop()
            assert done.name == value, line
            open_ones[-1].within.append(done)
        else:
            assert name not in open_ones[-1].lines, f"{name} twice"
            open_ones[-1].lines[name], open_ones[-1].about[name] = value, about
    (calendar,) = open_ones[0].within
    assert calendar.lines["VERSION"] == "2.0" and calendar.lines["PRODID"]
    for event in calendar.within:
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"} <= event.lines.keys()
        assert type(event.when("DTSTART")) is type(event.when("DTEND"))
        assert event.when("DTSTART") < event.when("DTEND")
    return calendar
