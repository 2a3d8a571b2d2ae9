"""What a gesture cost is known where its currency is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0053_gestures_of_the_plan"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="gesture",
            name="what_a_gesture_cost_has_a_currency",
        ),
        migrations.AddConstraint(
            model_name="gesture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cost__isnull", True), ("currency", "")),
                    models.Q(
                        ("cost__gte", 0),
                        ("cost__isnull", False),
                        models.Q(("currency", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="what_a_gesture_cost_has_a_currency",
            ),
        ),
    ]
