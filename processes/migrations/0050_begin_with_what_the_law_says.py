"""Usual trial periods by country and contract, usual guarantees, and which contract was signed."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LAS = "lag (1982:80) om anställningsskydd, 6 §"
KP = "Kodeks pracy, art. 25 § 2–2³"
BW = "Burgerlijk Wetboek, art. 7:652"
CUSTOM = "custom: no statutory limit"
AT_LEAST, LONGER_THAN = "at_least", "longer_than"

# Country, contract, which of them (by their months), usual months, asks beyond, where it comes from
TRIALS = [
    ("SE", "permanent", AT_LEAST, 0, 6, 6, LAS),
    ("SE", "fixed_term", AT_LEAST, 0, 0, 0, LAS),
    ("PL", "permanent", AT_LEAST, 0, 3, 3, KP),
    ("PL", "fixed_term", AT_LEAST, 0, 1, 1, KP),
    ("PL", "fixed_term", AT_LEAST, 6, 2, 2, KP),
    ("PL", "fixed_term", AT_LEAST, 12, 3, 3, KP),
    ("NL", "permanent", AT_LEAST, 0, 2, 2, BW),
    ("NL", "fixed_term", AT_LEAST, 0, 0, 0, BW),
    ("NL", "fixed_term", LONGER_THAN, 6, 1, 1, BW),
    ("NL", "fixed_term", AT_LEAST, 24, 2, 2, BW),
    ("GB", "permanent", AT_LEAST, 0, 3, 6, CUSTOM),
    ("GB", "fixed_term", AT_LEAST, 0, 3, 6, CUSTOM),
]
GUARANTEES = [("permanent", 6, "replacement"), ("fixed_term", 3, "replacement")]


def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    trials = apps.get_model("processes", "TrialDefault")
    for country, contract, bound, so_long, months, longest, law in TRIALS:
        trials.objects.create(
            country=country,
            contract=contract,
            bound=bound,
            months_of_contract=so_long,
            months=months,
            longest=longest,
            law=law,
        )
    guarantees = apps.get_model("processes", "GuaranteeDefault")
    for contract, months, promise in GUARANTEES:
        guarantees.objects.create(contract=contract, months=months, promise=promise)
    guarantees.objects.create(contract="consultant", months=0, promise="none")
    placements = apps.get_model("processes", "Placement")
    ending = placements.objects.filter(ends_on__isnull=False)
    ending.update(contract="fixed_term")
    interim = placements.objects.filter(candidacy__assignment__kind="interim")
    interim.update(contract="consultant")


class Migration(migrations.Migration):
    dependencies = [("processes", "0049_offer_sign_and_guarantee")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
