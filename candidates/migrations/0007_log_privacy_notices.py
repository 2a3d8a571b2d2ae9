"""When and how somebody was told what we keep of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0006_touch_candidates_in_a_rhythm"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="privacy_notice_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidate",
            name="privacy_notice_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mail", "By mail"),
                    ("phone", "On the phone"),
                    ("met", "In a meeting"),
                    ("before", "Before it was kept here"),
                ],
                db_default="",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("privacy_notice_at__isnull", True), ("privacy_notice_how", "")),
                    models.Q(
                        ("privacy_notice_at__isnull", False),
                        ("privacy_notice_how__in", ["mail", "phone", "met", "before"]),
                    ),
                    _connector="OR",
                ),
                name="a_privacy_notice_says_how_it_was_given",
            ),
        ),
    ]
