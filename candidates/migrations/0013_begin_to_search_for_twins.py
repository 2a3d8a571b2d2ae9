"""The one row that says how far the search for twins has come."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("candidates", "TwinSearch").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("candidates", "0012_recognise_people")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
