"""Where people leave is asked by when they moved and when they met the client (K7)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0054_say_what_gestures_cost")]

    operations = [
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["-at", "-id"],
                condition=models.Q(kind="stage_moved"),
                name="moves_lately",
            ),
        ),
        migrations.AddIndex(
            "meeting",
            models.Index(
                fields=["starts_at"],
                condition=models.Q(with_client=True, cancelled_at__isnull=True),
                name="meetings_with_clients",
            ),
        ),
    ]
