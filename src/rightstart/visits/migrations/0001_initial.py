"""Visit sheets: a centre reads its own."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from rightstart.engine.guards import row_security, shown_to

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
FORMS = [(one, one) for one in ("pdf", "csv", "xlsx")]
DESTROYED = ("destroyed_at", "destroyed_by", "destroyed_leaf_hash")
TOGETHER = Q(**{f"{one}__isnull": True for one in DESTROYED}) | Q(**{f"{one}__isnull": False for one in DESTROYED})
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = (("engine", "0001_initial"), ("directory", "0005_who_signs"))
    operations = (
        migrations.CreateModel(
            "VisitSheet",
            [
                ID,
                ("reference", models.TextField(unique=True)),
                ("form", models.TextField(choices=FORMS)),
                ("families", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("leaf_hash", models.BinaryField()),
                ("destroyed_at", models.DateTimeField(null=True, help_text="as a person has said")),
                ("destroyed_by", models.TextField(null=True)),
                ("destroyed_leaf_hash", models.BinaryField(null=True)),
                ("centre", models.ForeignKey(on_delete=PROTECT, related_name="+", to="directory.organisation")),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to="directory.person"),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(name="a_sheet_is_destroyed_together", condition=TOGETHER)],
                "indexes": [models.Index(name="sheets_out", fields=["centre"], condition=Q(destroyed_at__isnull=True))],
            },
        ),
        migrations.CreateModel(
            "OnSheet",
            [
                ID,
                ("family_id", models.BigIntegerField(db_index=True)),
                ("reference", models.TextField(db_index=True)),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_out_at", models.DateTimeField(null=True)),
                ("sheet", models.ForeignKey(on_delete=PROTECT, related_name="lines", to="visits.visitsheet")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="a_family_stands_on_a_sheet_once", fields=("sheet", "family_id")),
                    models.CheckConstraint(
                        name="only_what_must_be_is_struck_out",
                        condition=Q(struck_out_at__isnull=True) | Q(struck_at__isnull=False),
                    ),
                ]
            },
        ),
        *row_security("visits_visitsheet", "visits_onsheet"),
        *shown_to("centre", "visits_visitsheet", "centre_id = {own}"),
        *shown_to("centre", "visits_onsheet", "sheet_id IN (SELECT id FROM visits_visitsheet WHERE centre_id = {own})"),
    )
