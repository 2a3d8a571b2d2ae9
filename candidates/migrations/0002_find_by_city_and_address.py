import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import accounts.search_names


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0001_initial"),
        ("clients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="plain_city",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Lower(
                    accounts.search_names.Unaccented(models.F("city"))
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["plain_city", "plain_name", "id"], name="candidates_of_a_city"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                django.db.models.functions.text.Upper("email"), name="candidates_by_address"
            ),
        ),
    ]
