"""Families who move: agreements about arrivals, from a supplier or from another council, which sees them as their giver."""

from django.db import migrations, models

from rightstart.engine.guards import OWN

ABOUT_FLOWS = ("data-sharing", "arrivals-sharing")
KINDS = ("data-sharing", "arrivals-sharing", "internal-instruction", "processor-contract", "controller-agreement")
GIVEN = f"""
CREATE POLICY council_sees_given ON agreements_agreement FOR SELECT TO rightstart_council USING (giver_id = {OWN})
"""


class Migration(migrations.Migration):
    dependencies = (("agreements", "0003_which_contract"),)
    operations = (
        migrations.AlterField(
            "agreement",
            "hop",
            models.SmallIntegerField(
                choices=[(1, "SUPPLIER_TO_COUNCIL"), (2, "COUNCIL_TO_CENTRE"), (3, "COUNCIL_TO_COUNCIL")]
            ),
        ),
        migrations.AlterField("agreement", "kind", models.TextField(choices=[(kind, kind) for kind in KINDS])),
        migrations.AddField("version", "tells_back", models.BooleanField(default=False)),
        migrations.RemoveConstraint("agreement", "data_sharing_is_hop_one"),
        migrations.AddConstraint(
            "agreement",
            models.CheckConstraint(
                name="kind_fits_hop",
                condition=models.Q(("hop", 1), ("kind__in", ABOUT_FLOWS))
                | models.Q(("hop", 2)) & ~models.Q(("kind__in", ABOUT_FLOWS))
                | models.Q(("hop", 3), ("kind", "arrivals-sharing")),
            ),
        ),
        migrations.RunSQL(GIVEN, migrations.RunSQL.noop),
    )
