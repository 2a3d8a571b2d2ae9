from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

DRAFTS = [
    ("SE", 24, "Two years, in which a claim by diskrimineringslagen (2008:567) may be brought"),
    ("PL", 12, "With their consent to later recruitment (RODO art. 6 ust. 1 lit. a)"),
    ("NL", 12, "Autoriteit Persoonsgegevens: a year with consent, four weeks without"),
    ("GB", 12, "ICO: no longer than needed; claims by the Equality Act 2010, s. 123"),
    ("", 24, "GDPR art. 5(1)(e): no longer than necessary"),
]


def write_drafts(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Proposals for an admin to look at: none takes effect by itself."""
    rule = apps.get_model("processes", "RetentionRule")
    rule.objects.bulk_create(
        [rule(country=country, months=months, law=law) for country, months, law in DRAFTS]
    )


class Migration(migrations.Migration):
    dependencies = [("processes", "0058_keep_people_by_rules")]

    operations = [migrations.RunPython(write_drafts, migrations.RunPython.noop)]
