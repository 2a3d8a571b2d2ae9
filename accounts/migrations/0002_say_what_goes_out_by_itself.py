"""Receipts of applications at once, and the hour of untouched holding messages (K1, K3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_and_the_agency")]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="acknowledges",
            field=models.BooleanField(
                default=True,
                help_text="Whoever applies and has an address gets a receipt by mail, at any hour.",
                verbose_name="acknowledge applications at once",
            ),
        ),
        migrations.AddField(
            model_name="agency",
            name="holding_goes_out_at",
            field=models.TimeField(
                blank=True,
                help_text="Those that nobody has touched, on the day when the word is due. "
                "Counts for messages that are prepared from now on.",
                null=True,
                verbose_name="holding messages go out at",
            ),
        ),
    ]
