"""People whom a client sees have a number of their own on the assignment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0033_write_guides_to_meetings")]

    operations = [
        migrations.AddField(
            model_name="candidacy",
            name="number",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("number"), name="one_number_each_on_an_assignment"
            ),
        ),
    ]
