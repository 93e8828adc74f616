import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("engine", "0001_initial"),
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_id", models.BigIntegerField(db_index=True)),
                (
                    "channel",
                    models.TextField(
                        choices=[
                            ("letter", "letter"),
                            ("phone", "phone"),
                            ("text", "text"),
                            ("email", "email"),
                            ("visit", "visit"),
                            ("at-centre", "at-centre"),
                            ("health-visitor", "health-visitor"),
                        ]
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("sent", "sent"),
                            ("reached", "reached"),
                            ("joined", "joined"),
                            ("will-come", "will-come"),
                            ("declined", "declined"),
                            ("already-known", "already-known"),
                            ("not-at-address", "not-at-address"),
                            ("returned-mail", "returned-mail"),
                            ("no-answer", "no-answer"),
                            ("moved", "moved"),
                            ("language", "language"),
                            ("bereavement-disclosed", "bereavement-disclosed"),
                            ("do-not-contact", "do-not-contact"),
                        ]
                    ),
                ),
                ("made_on", models.DateField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AttemptNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                (
                    "attempt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="note", to="contact.attempt"
                    ),
                ),
            ],
        ),
    ]
