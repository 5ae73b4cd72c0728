"""Facts of the journal (entries, bodies), its head, and one index table over them.

Facts are written once; a body alone may be reduced, by an erasure. Times are microseconds since 1970 (UTC).
"""

from django.db import models

from hiepdong.journal.columns import NumberField


class EntryRow(models.Model):
    """A statement as this node recorded it. `act` repeats the statement's act id, to find it."""

    seq = NumberField(primary_key=True)
    act = models.CharField(max_length=36, unique=True)
    recorded = models.BigIntegerField()
    statement = models.BinaryField()
    signature = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        """Table name."""

        db_table = "journal_entry"


class BodyRow(models.Model):
    """What a statement's digest stands for: SHA-256(salt ‖ bytes). `reduced` once its content was erased."""

    seq = NumberField(primary_key=True)
    salt = models.BinaryField()
    bytes = models.BinaryField()
    reduced = models.SmallIntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "journal_body"


class HeadRow(models.Model):
    """The one row that says where the journal ends; locked by who writes. `forces` is the last change of units."""

    id = models.SmallIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()
    recorded = models.BigIntegerField()
    forces = models.BigIntegerField(default=0)

    class Meta:
        """Table name."""

        db_table = "journal_head"


class DeedRow(models.Model):
    """Index: who did what to which record, one row an entry."""

    seq = NumberField(primary_key=True)
    act = models.CharField(max_length=40)
    record = models.CharField(max_length=36, null=True)
    version = models.IntegerField(null=True)
    unit = models.CharField(max_length=64, null=True)
    officer = models.CharField(max_length=100)
    at = models.BigIntegerField()

    class Meta:
        """Table name; a record's history is read in order."""

        db_table = "journal_deed"
        indexes = (
            models.Index(fields=["record", "seq"], name="deed_record"),
            models.Index(fields=["unit", "seq"], name="deed_unit"),
        )
