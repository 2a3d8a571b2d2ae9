"""Whoever has a schedule of before there were versions has its first one: a change tells them (C4).

Its lines are those of today, for nobody wrote down others. Letters that carried it last, sent or
waiting, are letters with that version from now on, so that nobody gets it twice.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from accounts.places import TIME_ZONES

AGREED = ("presentation_on", "meetings_on", "decision_on")


def know_what_was_sent(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    of = apps.get_model("contenttypes", "ContentType").objects.get_or_create
    assignments, _made = of(app_label="processes", model="assignment")
    versions, _made = of(app_label="processes", model="scheduleversion")
    letters = apps.get_model("mailings", "Letter").objects.filter(kind="schedule")
    letters = letters.filter(occasion_type=assignments, cancelled_at=None, gave_up_at=None)
    open_ones = apps.get_model("processes", "Assignment").objects.filter(
        closed_at=None, schedule_versions=None
    )
    told = Q(events__kind="schedule_sent", events__undone_at=None)
    known = told | Q(pk__in=letters.values("occasion_id"))
    rows = open_ones.filter(known).distinct().select_related("client", "decider", "ordered_by")
    for row in rows.order_by("pk").iterator(500):
        theirs = letters.filter(occasion_id=row.pk)
        newest = theirs.order_by("-created_at").first()
        carried = list(theirs.filter(created_at=newest.created_at)) if newest else []
        events = row.events.filter(kind="schedule_sent", undone_at=None)
        event = events.order_by("-at").first()
        moments = [event.at] if event else []
        moments += [letter.created_at for letter in carried]
        version = first_version(apps, row, event, at=max(moments), by_hand=not carried)
        for letter in carried:
            letter.occasion_type, letter.occasion_id = versions, version.pk
            letter.key = f"schedule:{version.pk}:{letter.recipient_id}"
            letter.save(update_fields=["occasion_type", "occasion_id", "key"])


def first_version(apps: Apps, row: Any, event: Any, *, at: datetime, by_hand: bool) -> Any:
    reader = row.decider or row.ordered_by
    return apps.get_model("processes", "ScheduleVersion").objects.create(
        assignment=row,
        number=1,
        language=reader.language if reader else "en",
        made_at=at,
        made_by=event.by if event else None,
        frozen_at=at,
        facts=said(row, at),
        by_hand=by_hand,
        letters_at=at,
        sent_at=event.at if event else None,
        **dict.fromkeys(("send_at", "try_after", "ring_after"), at),
    )


def said(row: Any, at: datetime) -> dict[str, Any]:
    """As ``ScheduleFacts`` are frozen."""
    client = row.client
    zone = ZoneInfo(client.time_zone or TIME_ZONES.get(client.country, "Europe/Stockholm"))
    lines = list(row.activities.order_by("due_on", "position", "pk"))
    return {
        "title": row.title,
        "client": client.name,
        "kind": row.kind,
        "zone": zone.key,
        "opened_on": row.opened_at.astimezone(zone).date().isoformat(),
        "weeks": row.target_weeks,
        "made_on": at.astimezone(zone).date().isoformat(),
        "lines": [
            {
                "pk": line.pk,
                "text": line.text,
                "on": line.due_on.isoformat(),
                "milestone": line.milestone,
                "texts": line.texts,
            }
            for line in lines
        ],
        "changes": [],
        "missing": [name for name in AGREED if getattr(row, name) is None],
        "done": {
            str(line.pk): line.done_at.astimezone(zone).date().isoformat()
            for line in lines
            if line.done_at
        },
    }


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0029_find_drafts_to_remind_of"),
    ]

    operations = [migrations.RunPython(know_what_was_sent, migrations.RunPython.noop)]
