"""Whether the three questions after the signature go out by themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_want_so_many_on_a_shortlist"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="asks_how_it_goes",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="After the signature both sides are asked three short questions. With this the letter goes out by itself when the time has come; without it somebody rings, or sends it.",
                verbose_name="ask by letter how it goes",
            ),
        ),
    ]
