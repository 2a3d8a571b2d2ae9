from django.db import migrations


def switch_it_on(apps, schema_editor):
    """Where somebody has chosen the sections, this one stands behind what is wanted of the client.

    Nobody has switched off what was not there to be seen.
    """
    schedules = apps.get_model("processes", "ReportSchedule").objects.filter(sections__isnull=False)
    for schedule in schedules.only("sections"):
        if "brief" in schedule.sections:
            continue
        place = max(
            (
                schedule.sections.index(one) + 1
                for one in ("lead", "decisions")
                if one in schedule.sections
            ),
            default=0,
        )
        schedule.sections.insert(place, "brief")
        schedule.save(update_fields=["sections"])


def leave_it_out(apps, schema_editor):
    schedules = apps.get_model("processes", "ReportSchedule").objects.filter(
        sections__contains=["brief"]
    )
    for schedule in schedules.only("sections"):
        schedule.sections.remove("brief")
        schedule.save(update_fields=["sections"])


class Migration(migrations.Migration):
    dependencies = [("processes", "0051_ask_both_sides_how_it_goes")]

    operations = [migrations.RunPython(switch_it_on, leave_it_out)]
