"""Whom people met, and how many withdrew after it: chart and table."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from processes.insights.charts import Piece
from processes.insights.leaving.choice import AFTER, Leaving
from processes.insights.leaving.figures import Met
from processes.insights.leaving.panels import MOST, Bar, Figure, Panel, Row, cases, csv_url


def met_panel(found: list[Met], choice: Leaving, most: int | None = MOST) -> Panel:
    """Whom people met, and how many withdrew after it (K7): the meeting that costs people."""
    seen = found[:most] if most else found
    rows = [
        Row(
            row.name,
            (
                Figure(row.people, cases(choice, met=row.contact)),
                Figure(
                    row.withdrew,
                    cases(choice, met=row.contact, meeting=AFTER) if row.withdrew else "",
                ),
                Figure(row.share, cases(choice, met=row.contact)),
                Figure(row.before, cases(choice, asked=row.contact) if row.asked else ""),
                Figure(row.after, cases(choice, asked=row.contact) if row.asked else ""),
            ),
            cases(choice, met=row.contact),
            row.is_few,
        )
        for row in seen
    ]
    headings = (
        _("Whom they met"),
        pgettext("people", "Met"),
        pgettext("people", "Withdrew"),
        pgettext("people", "Withdrew, %"),
        pgettext("interest", "Before"),
        pgettext("interest", "After"),
    )
    note = _(
        "Before and after: the interest that candidates named in debriefs, 1 to 5, on average."
    )
    title = _("After meeting whom")
    is_cut = bool(most and len(found) > most)
    return Panel(
        "met",
        title,
        headings,
        rows,
        csv_url("met", choice),
        note,
        shares(seen, rows),
        is_cut=is_cut,
        tones=(("no-candidate", _("withdrew after it")), ("no-we", _("did not"))),
    )


def shares(found: list[Met], rows: list[Row]) -> list[Bar]:
    """As long as the number of people who met them; the first piece are those who withdrew."""
    longest = max((one.people for one in found), default=1)
    drawn = []
    for one, row in zip(found, rows, strict=True):
        gone, all_of_them = (100 * number / longest for number in (one.withdrew, one.people))
        pieces = (
            Piece(0.0, round(gone, 2), "no-candidate"),
            Piece(round(gone, 2), round(all_of_them - gone, 2), "no-we"),
        )
        drawn.append(Bar(row.name, f"{one.share} %", row.url, pieces, row.is_few))
    return drawn
