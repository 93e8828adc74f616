"""The services directory. No kind of viewer reads it as itself: what stands in it is for everybody."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = ("stay-and-play", "health-clinic", "parenting", "free-early-education", "debt-advice", "other")


class Migration(migrations.Migration):
    dependencies = (("directory", "0005_who_signs"),)
    operations = (
        migrations.CreateModel(
            "Listing",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.TextField(unique=True)),
                ("kind", models.TextField(choices=[(kind, kind) for kind in KINDS])),
                ("title", models.TextField()),
                ("times", models.TextField(help_text="days and times, in words")),
                ("place", models.TextField(help_text="where, if not at the centre")),
                ("booking", models.TextField(help_text="how to come, if one cannot just come")),
                ("in_letters", models.BooleanField(help_text="stands in the centre's first letters")),
                ("from_on", models.DateField()),
                (
                    "until_on",
                    models.DateField(help_text="the first day on which it is not offered any more", null=True),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
            options={
                "constraints": (models.CheckConstraint(condition=~models.Q(title=""), name="a_listing_has_a_title"),),
            },
        ),
    )
