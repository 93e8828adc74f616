"""People who sign, approve and advise; and registration services, which are no health bodies."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_telephones"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="registrar",
            field=models.BooleanField(
                db_default=False, help_text="a registration service: no health body, no Caldicott Guardian"
            ),
        ),
        migrations.AlterField(
            model_name="role",
            name="kind",
            field=models.TextField(
                choices=[
                    ("supplier-sender", "supplier-sender"),
                    ("data-steward", "data-steward"),
                    ("ig-lead", "ig-lead"),
                    ("safeguarding-lead", "safeguarding-lead"),
                    ("social-care", "social-care"),
                    ("director", "director"),
                    ("siro", "siro"),
                    ("signing-director", "signing-director"),
                    ("caldicott-guardian", "caldicott-guardian"),
                    ("data-protection-officer", "data-protection-officer"),
                    ("centre-worker", "centre-worker"),
                    ("monitor-viewer", "monitor-viewer"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="telephone",
            name="role",
            field=models.TextField(
                choices=[
                    ("supplier-sender", "supplier-sender"),
                    ("data-steward", "data-steward"),
                    ("ig-lead", "ig-lead"),
                    ("safeguarding-lead", "safeguarding-lead"),
                    ("social-care", "social-care"),
                    ("director", "director"),
                    ("siro", "siro"),
                    ("signing-director", "signing-director"),
                    ("caldicott-guardian", "caldicott-guardian"),
                    ("data-protection-officer", "data-protection-officer"),
                    ("centre-worker", "centre-worker"),
                    ("monitor-viewer", "monitor-viewer"),
                ]
            ),
        ),
    ]
