"""Whether canaries fly, and what came of each run; no viewer may read either."""

from django.db import migrations, models

from rightstart.engine.guards import row_security

VERDICTS = [
    ("passed", "passed"),
    ("let-through", "let-through"),
    ("missing", "missing"),
    ("broken-off", "broken-off"),
]
TOGETHER = models.Q(
    models.Q(
        ("asked__isnull", True), ("ended_at__isnull", True), ("leaf_hash__isnull", True), ("verdict__isnull", True)
    ),
    models.Q(
        ("asked__isnull", False), ("ended_at__isnull", False), ("leaf_hash__isnull", False), ("verdict__isnull", False)
    ),
    _connector="OR",
)


class Migration(migrations.Migration):
    initial = True
    dependencies = (("engine", "0001_initial"), ("directory", "0003_canaries"))
    operations = (
        migrations.CreateModel(
            name="Switch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("begun_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("verdict", models.TextField(choices=VERDICTS, null=True)),
                ("asked", models.JSONField(null=True)),
                ("leaf_hash", models.BinaryField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
            ],
            options={"constraints": [models.CheckConstraint(condition=TOGETHER, name="a_run_ended_together")]},
        ),
        *row_security("canaries_switch", "canaries_run"),
    )
