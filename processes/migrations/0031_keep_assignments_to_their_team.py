"""A confidential assignment is seen by its team and by leads only; with its owner, they are it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("processes", "0030_know_schedules_already_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="confidential",
            field=models.BooleanField(db_default=False, default=False, verbose_name="confidential"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="team",
            field=models.ManyToManyField(
                blank=True,
                related_name="team_assignments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="team",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(confidential=True),
                fields=["id", "owner"],
                name="confidential_assignments",
            ),
        ),
    ]
