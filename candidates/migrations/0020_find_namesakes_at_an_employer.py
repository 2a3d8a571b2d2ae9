"""Who has a similar name at the same employer: candidates.twins."""

import django.db.models.functions.text
from django.db import migrations, models

import accounts.search_names


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0019_suggest_tags_in_use"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                django.db.models.functions.text.Lower(accounts.search_names.Unaccented("employer")),
                models.F("plain_name"),
                condition=models.Q(("employer", ""), _negated=True),
                name="candidates_of_an_employer",
            ),
        ),
    ]
