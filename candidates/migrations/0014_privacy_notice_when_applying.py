from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0013_begin_to_search_for_twins")]

    operations = [
        migrations.RemoveConstraint(
            model_name="candidate", name="a_privacy_notice_says_how_it_was_given"
        ),
        migrations.AlterField(
            model_name="candidate",
            name="privacy_notice_how",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mail", "By mail"),
                    ("phone", "On the phone"),
                    ("met", "In a meeting"),
                    ("before", "Before it was kept here"),
                    ("applying", "When applying"),
                ],
                db_default="",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(privacy_notice_at__isnull=True, privacy_notice_how="")
                | models.Q(
                    privacy_notice_at__isnull=False,
                    privacy_notice_how__in=["mail", "phone", "met", "before", "applying"],
                ),
                name="a_privacy_notice_says_how_it_was_given",
            ),
        ),
    ]
