"""The middle time at each stage, of those who went on and of those who left: chart and table."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from processes.insights.charts import Piece
from processes.insights.leaving.choice import Leaving
from processes.insights.leaving.figures import FEW, Stay
from processes.insights.leaving.panels import Bar, Figure, Panel, Row, cases, csv_url
from processes.insights.tables import shown as for_the_eye


def stays_panel(found: list[Stay], choice: Leaving) -> Panel:
    """The middle time at each stage, beside each other: who went on, and who left."""
    rows = [
        Row(
            str(stay.stage.label),
            (
                *both(stay.went_on, stay.of_went_on, cases(choice, moved=stay.stage)),
                *both(stay.left, stay.of_left, cases(choice, stage=stay.stage)),
            ),
            cases(choice, **({"stage": stay.stage} if stay.of_left else {"moved": stay.stage})),
            is_few=min(stay.of_went_on, stay.of_left) < FEW,
        )
        for stay in found
    ]
    headings = (
        _("Stage"),
        _("Went on after, days"),
        pgettext("people who", "Went on"),
        _("Left after, days"),
        pgettext("people", "Left"),
    )
    note = _(
        "The middle one of the newest steps, nights and weekends included: half stood there for "
        "less time, half for longer. Whoever leaves after long at a stage has waited too long."
    )
    title = _("Time at a stage")
    tones = (
        ("no-we", pgettext("people who", "went on")),
        ("no-candidate", pgettext("people who", "left")),
    )
    return Panel(
        "times",
        title,
        headings,
        rows,
        csv_url("times", choice),
        note,
        pairs(found, rows),
        tones=tones,
    )


def both(time: float | None, people: int, url: str) -> tuple[Figure, Figure]:
    """The middle time and of how many it is; both lead to them."""
    there = url if people else ""
    return Figure(time, there), Figure(people, there)


def pairs(found: list[Stay], rows: list[Row]) -> list[Bar]:
    """The time of those who went on over the time of those who left."""
    longest = max((time for stay in found for time in (stay.went_on, stay.left) if time), default=0)
    if not longest:
        return []
    drawn = []
    for stay, row in zip(found, rows, strict=True):
        times = ((stay.went_on or 0, "no-we"), (stay.left or 0, "no-candidate"))
        pieces = tuple(Piece(0.0, round(100 * time / longest, 2), tone) for time, tone in times)
        number = for_the_eye(stay.left)
        drawn.append(Bar(row.name, number, row.url, pieces, row.is_few, is_pair=True))
    return drawn
