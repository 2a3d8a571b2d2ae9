"""An admin may require of everybody at the agency that a password alone opens nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_say_how_candidates_are_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="requires_mfa",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whoever has neither a passkey nor an authenticator app sets one up before anything else opens. Client contacts are not asked for one.",
                verbose_name="require a second factor of everybody here",
            ),
        ),
    ]
