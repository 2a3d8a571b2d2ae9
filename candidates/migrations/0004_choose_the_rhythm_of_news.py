"""How often somebody wants to hear from us where there is nothing new (K3)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0003_find_by_country_and_availability"),
        ("clients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="news_rhythm",
            field=models.CharField(
                choices=[
                    ("weekly", "every week"),
                    ("fortnightly", "every two weeks"),
                    ("only_news", "only when there is news"),
                ],
                default="weekly",
                max_length=12,
                verbose_name="wants to hear from us",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("news_rhythm__in", ["weekly", "fortnightly", "only_news"])),
                name="a_candidate_has_a_known_rhythm_of_news",
            ),
        ),
    ]
