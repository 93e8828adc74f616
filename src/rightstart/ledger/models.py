"""Hides how the ledger is kept: leaves as acts wrote them, the place each was given, every checkpoint, and who cosigns it."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models


class TransactionId(models.Field):  # type: ignore[type-arg]
    """The number PostgreSQL gives a writing transaction, never used twice (`xid8`); read and written as text."""

    def db_type(self, connection: object) -> str:
        """The type of the column."""
        return "xid8"


class Leaf(models.Model):
    """One act. Rows are added, never changed, never removed."""

    id = models.BigAutoField(primary_key=True)
    hash = models.BinaryField(help_text="RFC 9162 leaf hash of the body, 32 bytes")
    body = models.BinaryField(help_text="RFC 8785 canonical JSON of the act; nothing personal, at most 65,535 bytes")
    xid = TransactionId(
        db_default=models.Func(function="pg_current_xact_id"), help_text="the transaction that wrote it; orders sealing"
    )
    at = models.DateTimeField(help_text="when the act was done, as its body says")

    class Meta:
        indexes = [
            models.Index(fields=["xid"], name="leaf_xid"),
            # Hash, not B-tree: leaf hashes are random and looked up whole, and acts must not wait for their index.
            HashIndex(fields=["hash"], name="leaf_hash"),
        ]


class Entry(models.Model):
    """The place a leaf was given: position 0, 1, 2, … without gaps."""

    position = models.BigIntegerField(primary_key=True)
    # No foreign key in the database: a trigger looks a whole seal over at once, and leaves are never removed.
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="entry", db_constraint=False)


class Checkpoint(models.Model):
    """What the log signed: after so many leaves, this root."""

    size = models.BigIntegerField(primary_key=True, help_text="how many leaves")
    root = models.BinaryField(help_text="RFC 9162 tree hash, 32 bytes")
    peaks = models.BinaryField(help_text="complete subtrees under the root, largest first: no old leaf is read again")
    horizon = TransactionId(help_text="every transaction below this number has its leaves sealed")
    note = models.TextField(help_text="C2SP tlog-checkpoint, signed")
    at = models.DateTimeField(help_text="when it was signed")


class Witness(models.Model):
    """Another organisation that cosigns the ledger's checkpoints, from when it was named until that ended."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField(help_text="its public key as C2SP vkey, name+id+base64, of kind 4 (cosignature/v1)")
    address = models.TextField(
        null=True, help_text="where it is asked by HTTP (tlog-witness); without, it is asked by file"
    )
    named_at = models.DateTimeField(help_text="when it was named here")
    ended_at = models.DateTimeField(null=True, help_text="when it ceased to be a witness of this ledger")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(ended_at=None), name="witness_is_named_once_at_a_time"
            )
        ]


class Cosignature(models.Model):
    """A witness's word that a checkpoint begins with all it saw before. Rows are added, never changed."""

    id = models.BigAutoField(primary_key=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="cosignatures")
    line = models.TextField(help_text="the signature line, to stand under the checkpoint")
    cosigned_at = models.DateTimeField(help_text="the moment that the witness signed to")
    taken_at = models.DateTimeField(help_text="when it was taken here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkpoint", "witness"], name="checkpoint_is_cosigned_once_by_each")
        ]
