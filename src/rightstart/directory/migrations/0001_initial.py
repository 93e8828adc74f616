import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.TextField()),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("supplier", "supplier"),
                            ("council", "council"),
                            ("centre", "centre"),
                            ("monitor", "monitor"),
                        ]
                    ),
                ),
                ("code", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("address", models.TextField(default="")),
                ("postcode", models.TextField(default="")),
                ("illustrative", models.BooleanField(default=False)),
                (
                    "council",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="centres",
                        to="directory.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("supplier-sender", "supplier-sender"),
                            ("data-steward", "data-steward"),
                            ("ig-lead", "ig-lead"),
                            ("safeguarding-lead", "safeguarding-lead"),
                            ("director", "director"),
                            ("centre-worker", "centre-worker"),
                            ("monitor-viewer", "monitor-viewer"),
                        ]
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="directory.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("council__isnull", False), ("kind", "centre")),
                    models.Q(models.Q(("kind", "centre"), _negated=True), ("council__isnull", True)),
                    _connector="OR",
                ),
                name="a_centre_has_its_council",
            ),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on__isnull", True)),
                fields=("person", "organisation", "kind"),
                name="one_role_of_a_kind_at_a_time",
            ),
        ),
    ]
