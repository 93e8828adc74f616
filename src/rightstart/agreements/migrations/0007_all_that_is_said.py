"""All that an agreement says, the bytes that are signed, the words of both sides, and a centre's sight of what covers it."""

import django.db.models.deletion
from django.db import migrations, models

from rightstart.engine.guards import row_security, shown_to

NEW = ("agreements_document", "agreements_remark", "agreements_invitation")
OF_MINE = "(SELECT v.id FROM agreements_version v WHERE v.agreement_id IN (SELECT id FROM agreements_agreement))"
NAMED = "sha256 IN (SELECT document FROM agreements_event) OR sha256 IN (SELECT paper FROM agreements_version)"
# Whole agreements, for versions replace one another; past row security, whose policies would else call one another.
COVERED = """
CREATE FUNCTION sec.covering_agreements() RETURNS SETOF bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT v.agreement_id FROM public.agreements_version v
    JOIN public.agreements_version_recipients r ON r.version_id = v.id WHERE r.organisation_id = sec.organisation()
$$;
REVOKE ALL ON FUNCTION sec.covering_agreements() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.covering_agreements() TO rightstart_centre;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_proposals"),
        ("directory", "0005_who_signs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("sha256", models.TextField(primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="event",
            name="document",
            field=models.TextField(default="", help_text="SHA-256 of the bytes proposed, approved or signed"),
        ),
        migrations.AddField(
            model_name="event",
            name="on_paper",
            field=models.BooleanField(db_default=False, help_text="signed by hand elsewhere, and entered here"),
        ),
        migrations.AddField(
            model_name="event",
            name="role",
            field=models.TextField(default="", help_text="by which a person approves or signs"),
        ),
        migrations.AddField(
            model_name="version",
            name="contacts",
            field=models.JSONField(default=list, help_text="offices by party and role, never a person"),
        ),
        migrations.AddField(
            model_name="version",
            name="dpa_condition",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="dpia_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="dpia_reference",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="exclusions",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="exit_rule",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="giver_confidentiality",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="giver_operator",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="informed_by",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="informed_how",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="objections",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="paper",
            field=models.TextField(default="", help_text="SHA-256 of a signed PDF that says the rest"),
        ),
        migrations.AddField(
            model_name="version",
            name="purpose",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="retention",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="retention_months",
            field=models.PositiveSmallIntegerField(default=12),
        ),
        migrations.AddField(
            model_name="version",
            name="security",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="special_category",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="taker_confidentiality",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="version",
            name="taker_operator",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.TextField(
                choices=[
                    ("proposed", "Proposed"),
                    ("approved", "Approved"),
                    ("signed", "Signed"),
                    ("suspended", "Suspended"),
                    ("resumed", "Resumed"),
                    ("ended", "Ended"),
                ]
            ),
        ),
        migrations.AlterField(
            model_name="refusal",
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
                ],
                help_text="that decided it",
            ),
        ),
        migrations.AlterField(
            model_name="refusalreview",
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
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.TextField(default="", help_text="whose advice it is; empty for a comment")),
                (
                    "advice",
                    models.TextField(
                        choices=[("go-ahead", "go-ahead"), ("with-changes", "with-changes"), ("against", "against")],
                        null=True,
                    ),
                ),
                ("words", models.TextField(help_text="nothing about anybody")),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="whose word it is",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="agreements.version"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.TextField(
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
                (
                    "email",
                    models.EmailField(help_text="of an office, as the contacts of the version give it", max_length=254),
                ),
                ("token_hash", models.BinaryField(unique=True)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("until_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "code_hash",
                    models.BinaryField(help_text="of the code sent to the same address before it signs", null=True),
                ),
                ("code_until_at", models.DateTimeField(null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("leaf_hash", models.BinaryField()),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="who is invited",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="agreements.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code_hash__isnull", True), ("code_until_at__isnull", True)),
                            models.Q(("code_hash__isnull", False), ("code_until_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_code_has_its_end",
                    )
                ],
            },
        ),
        *row_security(*NEW),
        *(
            step
            for viewer in ("council", "supplier", "centre")
            for step in (
                *shown_to(viewer, "agreements_document", NAMED),
                *shown_to(viewer, "agreements_remark", f"version_id IN {OF_MINE}"),
                *shown_to(viewer, "agreements_invitation", f"version_id IN {OF_MINE}"),
            )
        ),
        migrations.RunSQL(COVERED, migrations.RunSQL.noop),
        *shown_to("centre", "agreements_refusal", "giver_id = {own} OR taker_id = {own}"),
        *shown_to("centre", "agreements_refusalreview", "refusal_id IN (SELECT id FROM agreements_refusal)"),
        *shown_to("centre", "agreements_agreement", "id IN (SELECT sec.covering_agreements())"),
        *shown_to("centre", "agreements_version", "agreement_id IN (SELECT id FROM agreements_agreement)"),
        *shown_to("centre", "agreements_version_recipients", f"version_id IN {OF_MINE}"),
        *shown_to("centre", "agreements_event", f"version_id IN {OF_MINE}"),
    ]
