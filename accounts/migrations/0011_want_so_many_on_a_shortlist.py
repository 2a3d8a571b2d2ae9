"""How many people a client should be able to choose from."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_open_doors_by_signed_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="shortlist_minimum",
            field=models.PositiveSmallIntegerField(
                db_default=3,
                default=3,
                help_text="With fewer presented, the assignment shows a risk and the next is proposed.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(9),
                ],
                verbose_name="people on a shortlist, at least",
            ),
        ),
    ]
