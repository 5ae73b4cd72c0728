"""Index tables of records. `no` is a record's number on this node: the position of its first entry.

Spans of journal positions: `since` ≤ position < `until`. Days are ordinals, times seconds since 1970 (UTC).
"""

from django.db import models

from hiepdong.journal.columns import NumberField
from hiepdong.records.head import OPEN


class RecordRow(models.Model):
    """A record's head, as folded from its entries. `waits`: the last day on which something waits for somebody."""

    no = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=20)
    owner = models.CharField(max_length=64)
    waits = models.IntegerField()
    head = models.BinaryField()

    class Meta:
        """Table name; the few records that wait for somebody are found by their owner."""

        db_table = "records_record"
        indexes = (models.Index(fields=["no"], name="record_waits", condition=models.Q(waits__gt=0)),)


class SightRow(models.Model):
    """What a unit may see of a record: the one copy (track, version), and over which positions."""

    pk = models.CompositePrimaryKey("unit", "record", "since")
    unit = models.CharField(max_length=64)
    record = models.BigIntegerField()
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    happened = models.BigIntegerField()
    lapses = models.IntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    owner = models.CharField(max_length=64)
    owners = models.TextField()
    cancelled = models.SmallIntegerField()

    class Meta:
        """Table name; lists are newest event first."""

        db_table = "records_sight"
        indexes = (
            models.Index(fields=["unit", "kind", "until", "-happened", "-record"], name="sight_list"),
            models.Index(fields=["record"], name="sight_record"),
        )


class LinkRow(models.Model):
    """A link between two records, with the positions at which its halves were said and it ended."""

    no = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    relation = models.CharField(max_length=20)
    a = models.BigIntegerField()
    b = models.BigIntegerField()
    pairs = models.TextField()
    asserted = models.BigIntegerField()
    confirmed = models.BigIntegerField()
    ended = models.BigIntegerField()
    how = models.CharField(max_length=10)

    class Meta:
        """Table name; links are found from either end."""

        db_table = "records_link"
        indexes = (
            models.Index(fields=["a"], name="link_a"),
            models.Index(fields=["b"], name="link_b"),
            models.Index(fields=["b"], name="link_waits", condition=models.Q(confirmed=OPEN, ended=OPEN)),
        )


class ImportRow(models.Model):
    """An import of an old list: seen from the position at which it ended (`shown`) until it was taken back (`gone`).

    `lapses` is what rows of its records bear as their last day, so that they are hidden and shown together.
    """

    no = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    unit = models.CharField(max_length=64)
    officer = models.CharField(max_length=100)
    at = models.BigIntegerField()
    source = models.TextField()
    shown = models.BigIntegerField()
    gone = models.BigIntegerField()
    kept = models.IntegerField()
    lapses = models.IntegerField()

    class Meta:
        """Table name."""

        db_table = "records_import"


class ImportedRow(models.Model):
    """From which line of which import a record came; `row` is a digest of what the line said."""

    record = NumberField(primary_key=True)
    batch = models.BigIntegerField()
    line = models.IntegerField()
    row = models.CharField(max_length=64)
    number = models.CharField(max_length=500, null=True)

    class Meta:
        """Table name; a line is known again by its digest, a case by the office's own number."""

        db_table = "records_imported"
        indexes = (
            models.Index(fields=["row"], name="imported_row"),
            models.Index(fields=["batch"], name="imported_batch"),
            models.Index(fields=["number"], name="imported_number", condition=models.Q(number__isnull=False)),
        )


class StandingRow(models.Model):
    """A standing release in force."""

    pk = models.CompositePrimaryKey("unit", "kind", "to")
    unit = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    to = models.CharField(max_length=64)
    without = models.TextField()
    where = models.TextField()
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "records_standing"


class NewsRow(models.Model):
    """Something that another unit did to a record that this unit holds or held."""

    pk = models.CompositePrimaryKey("unit", "seq", "record")
    unit = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    record = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "records_news"


class AttachmentRow(models.Model):
    """Which record refers to which content; `released` is what others get of it, empty where they get nothing."""

    pk = models.CompositePrimaryKey("record", "version")
    record = models.BigIntegerField()
    version = models.IntegerField()
    digest = models.CharField(max_length=64)
    released = models.CharField(max_length=64)

    class Meta:
        """Table name."""

        db_table = "records_attachment"


class DraftRow(models.Model):
    """State: a form that an officer has not sent, under the id of its record; `kept` in seconds since 1970."""

    pk = models.CompositePrimaryKey("login", "key")
    login = models.CharField(max_length=100)
    key = models.CharField(max_length=36)
    page = models.CharField(max_length=200)
    title = models.TextField()
    content = models.TextField()
    kept = models.BigIntegerField()

    class Meta:
        """Table name; what is old is let go."""

        db_table = "records_draft"
        indexes = (models.Index(fields=["kept"], name="draft_kept"), models.Index(fields=["key"], name="draft_key"))


class OpeningRow(models.Model):
    """State: an officer of a unit opened a version of the copy that it holds by a grant (`since`), first at `at`."""

    pk = models.CompositePrimaryKey("record", "unit", "since", "version")
    record = models.BigIntegerField()
    unit = models.CharField(max_length=64)
    since = models.BigIntegerField()
    version = models.IntegerField()
    at = models.BigIntegerField()

    class Meta:
        """Table name; asked for by the owner of a record."""

        db_table = "records_opening"


class AsideRow(models.Model):
    """State: a unit does not want to be told again that these two records may be of one event."""

    pk = models.CompositePrimaryKey("unit", "record", "other")
    unit = models.CharField(max_length=64)
    record = models.CharField(max_length=36)
    other = models.CharField(max_length=36)

    class Meta:
        """Table name."""

        db_table = "records_aside"
