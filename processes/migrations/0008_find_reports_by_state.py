from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("processes", "0007_find_who_is_cooling")]

    operations = [
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["send_at", "id"],
                condition=Q(sent_at__isnull=True, stopped_at__isnull=True),
                name="reports_on_their_way",
            ),
        ),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["-slot_at", "-id"],
                condition=Q(stopped_at__isnull=False),
                name="reports_that_were_stopped",
            ),
        ),
    ]
