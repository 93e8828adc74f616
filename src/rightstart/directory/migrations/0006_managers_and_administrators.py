"""A centre’s manager and an administrator may hold roles, and be named by them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0005_who_signs"),
    ]

    operations = [
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
                    ("centre-manager", "centre-manager"),
                    ("administrator", "administrator"),
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
                    ("centre-manager", "centre-manager"),
                    ("administrator", "administrator"),
                    ("monitor-viewer", "monitor-viewer"),
                ]
            ),
        ),
    ]
