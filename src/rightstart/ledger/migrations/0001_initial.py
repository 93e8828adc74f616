"""Leaves, their places, and checkpoints: only ever added to, and each database role may do no more than its part."""

from typing import ClassVar

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import rightstart.ledger.models

# A statement trigger, so that it fires even where no row is touched, and for TRUNCATE too.
ONLY_ADDED_TO = """
CREATE FUNCTION ledger_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only ever added to' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added_to();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added_to();
CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_added_to();
"""

# Instead of a foreign key: one look for a whole seal, where a key is looked up row by row (four times as slow).
PLACED_IN_ORDER = """
CREATE FUNCTION ledger_placed_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first_new bigint; last_new bigint; added bigint; known bigint;
BEGIN
    SELECT min(p.position), max(p.position), count(*), count(l.id)
      INTO first_new, last_new, added, known
      FROM placed p LEFT JOIN ledger_leaf l ON l.id = p.leaf_id;
    IF known <> added THEN
        RAISE EXCEPTION 'an entry without its leaf' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF last_new - first_new + 1 <> added
       OR first_new <> coalesce((SELECT max(e.position) FROM ledger_entry e WHERE e.position < first_new), -1) + 1 THEN
        RAISE EXCEPTION 'the places of the ledger have no gaps' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER placed_in_order AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION ledger_placed_in_order();
"""

# By column: nobody but the database itself says which transaction wrote a leaf, or what its number is.
# What the worker may do to other tables by default is more than it may do here.
GRANTS = """
REVOKE ALL ON ledger_leaf, ledger_entry, ledger_checkpoint FROM rightstart_intake, rightstart_worker;
REVOKE ALL ON ledger_leaf, ledger_entry, ledger_checkpoint FROM rightstart_worker;
GRANT SELECT, INSERT (hash, body, at) ON ledger_leaf TO rightstart_intake, rightstart_worker;
GRANT SELECT, INSERT ON ledger_entry, ledger_checkpoint TO rightstart_worker;
GRANT SELECT ON ledger_checkpoint
    TO rightstart_centre, rightstart_council, rightstart_supplier, rightstart_monitor;
"""

LENGTHS = """
ALTER TABLE ledger_leaf
    ADD CONSTRAINT leaf_hash_is_sha256 CHECK (octet_length(hash) = 32),
    ADD CONSTRAINT leaf_body_fits_an_entry CHECK (octet_length(body) BETWEEN 1 AND 65535);
ALTER TABLE ledger_entry ADD CONSTRAINT entry_is_placed CHECK (position >= 0);
ALTER TABLE ledger_checkpoint
    ADD CONSTRAINT checkpoint_root_is_sha256 CHECK (octet_length(root) = 32 AND size > 0);
"""


class Migration(migrations.Migration):
    """The first schema of the ledger."""

    initial = True
    dependencies: ClassVar = [("engine", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField(help_text="RFC 9162 leaf hash of the body, 32 bytes")),
                (
                    "body",
                    models.BinaryField(
                        help_text="RFC 8785 canonical JSON of the act; nothing personal, at most 65,535 bytes"
                    ),
                ),
                (
                    "xid",
                    rightstart.ledger.models.TransactionId(
                        db_default=models.Func(function="pg_current_xact_id"),
                        help_text="the transaction that wrote it; orders sealing",
                    ),
                ),
                ("at", models.DateTimeField(help_text="when the act was done, as its body says")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["xid"], name="leaf_xid"),
                    django.contrib.postgres.indexes.HashIndex(fields=["hash"], name="leaf_hash"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "leaf",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="ledger.leaf",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(help_text="how many leaves", primary_key=True, serialize=False)),
                ("root", models.BinaryField(help_text="RFC 9162 tree hash, 32 bytes")),
                (
                    "peaks",
                    models.BinaryField(
                        help_text="complete subtrees under the root, largest first: no old leaf is read again"
                    ),
                ),
                (
                    "horizon",
                    rightstart.ledger.models.TransactionId(
                        help_text="every transaction below this number has its leaves sealed"
                    ),
                ),
                ("note", models.TextField(help_text="C2SP tlog-checkpoint, signed")),
                ("at", models.DateTimeField(help_text="when it was signed")),
            ],
        ),
        migrations.RunSQL(LENGTHS),
        migrations.RunSQL(ONLY_ADDED_TO),
        migrations.RunSQL(PLACED_IN_ORDER),
        migrations.RunSQL(GRANTS),
    ]
