"""The tags of those who came last, for suggestions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0018_sort_by_contact_and_availability"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["-id"],
                condition=models.Q(("tags", []), _negated=True),
                name="candidates_with_tags",
            ),
        ),
    ]
