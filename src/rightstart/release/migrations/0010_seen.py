"""Who saw which family on which page: a centre sees its own people's sights, a council those of its own and its centres."""

from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to


class Migration(migrations.Migration):
    dependencies = [
        ("release", "0009_sealed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("organisation_id", models.BigIntegerField(help_text="for whom the person worked")),
                (
                    "council_id",
                    models.BigIntegerField(help_text="that council itself, or the council of that centre", null=True),
                ),
                ("page", models.TextField()),
                ("key", models.BigIntegerField(null=True)),
                ("row_number", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("hour", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["organisation_id", "at"], name="sights_at_a_place")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "row_number", "person_id", "organisation_id", "page", "hour"),
                        name="one_sight_an_hour",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key__isnull", False), ("row_number__isnull", True)),
                            models.Q(("key__isnull", True), ("row_number__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_sight_is_of_a_family_or_a_row",
                    ),
                ],
            },
        ),
        *row_security("release_sight"),
        *shown_to("centre", "release_sight", "organisation_id = {own}"),
        *shown_to("council", "release_sight", "council_id = {own}"),
    ]
