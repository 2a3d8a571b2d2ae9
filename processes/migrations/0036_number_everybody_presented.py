"""Nobody is presented without a number: what a client is told may name it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0035_number_those_presented")]

    operations = [
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(presented_at__isnull=True) | models.Q(number__isnull=False),
                name="whoever_was_presented_has_a_number",
            ),
        ),
    ]
