"""Index rows of information: copies of reports and answers, and how requests and asks stand.

Times are seconds since 1970 (UTC). Records that another names stand by their ids.
"""

from django.db import models

from hiepdong.journal.columns import NumberField


class ReportRow(models.Model):
    """One copy of a report. `origins`: opaque tokens, as JSON."""

    pk = models.CompositePrimaryKey("record", "track", "version")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    title = models.TextField()
    topic = models.CharField(max_length=64)
    side = models.CharField(max_length=20)
    urgency = models.CharField(max_length=20)
    commune = models.CharField(max_length=64, null=True)
    village = models.TextField(null=True)
    marker = models.TextField(null=True)
    longitude = models.IntegerField(null=True)
    latitude = models.IntegerField(null=True)
    grade = models.CharField(max_length=2, null=True)
    caveats = models.TextField()
    origins = models.TextField()
    exercise = models.SmallIntegerField()

    class Meta:
        """Table name."""

        db_table = "information_report"


class AnswerRow(models.Model):
    """One copy of an answer to a request. `behalf`: the unit that answered, where the asker recorded it; else empty."""

    pk = models.CompositePrimaryKey("record", "track", "version")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    request = models.CharField(max_length=36)
    finding = models.CharField(max_length=20)
    final = models.SmallIntegerField()
    origins = models.TextField()
    behalf = models.CharField(max_length=64)

    class Meta:
        """Table name; answers are found by their request."""

        db_table = "information_answer"
        indexes = (models.Index(fields=["request"], name="answer_request"),)


class DerivedRow(models.Model):
    """What one copy of a report or an answer derives from."""

    pk = models.CompositePrimaryKey("record", "track", "version", "source")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    source = models.CharField(max_length=36)

    class Meta:
        """Table name; what derives from a record is found by the record."""

        db_table = "information_derived"
        indexes = (models.Index(fields=["source"], name="derived_source"),)


class RequestRow(models.Model):
    """How a request stands. `behalf`: the unit that asks, where another keeps it for that unit; else empty."""

    record = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    about = models.CharField(max_length=36, null=True)
    title = models.TextField()
    urgency = models.CharField(max_length=20)
    due = models.BigIntegerField()
    closed = models.CharField(max_length=20)
    behalf = models.CharField(max_length=64)

    class Meta:
        """Table name; requests are found by what they are about."""

        db_table = "information_request"
        indexes = (models.Index(fields=["about"], name="request_about"),)


class AddressedRow(models.Model):
    """How a request stands with one unit that it was sent to. `mouth`: the unit that it was first sent to."""

    pk = models.CompositePrimaryKey("unit", "record")
    unit = models.CharField(max_length=64)
    record = models.BigIntegerField()
    state = models.CharField(max_length=20)
    asked = models.BigIntegerField()
    answered = models.BigIntegerField(null=True)
    ground = models.CharField(max_length=20, null=True)
    mouth = models.CharField(max_length=64)

    class Meta:
        """Table name; what a unit owes is found by its state, what others owe by the request."""

        db_table = "information_addressed"
        indexes = (
            models.Index(fields=["unit", "state"], name="addressed_owes"),
            models.Index(fields=["record"], name="addressed_record"),
        )


class PassOnRow(models.Model):
    """An ask to pass a report on: waits, allowed or refused."""

    record = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    report = models.CharField(max_length=36)
    asker = models.CharField(max_length=64)
    to = models.TextField()
    state = models.CharField(max_length=10)
    passed_to = models.TextField()
    seq = models.BigIntegerField()

    class Meta:
        """Table name; the chain of who passed a report on is found by the report."""

        db_table = "information_passon"
        indexes = (models.Index(fields=["report"], name="passon_report"),)


class ActivityRow(models.Model):
    """One copy of a joint activity. `day` and `last` are ordinals, `units` stand between bars."""

    pk = models.CompositePrimaryKey("record", "track", "version")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    title = models.TextField()
    kind = models.CharField(max_length=64)
    day = models.IntegerField()
    last = models.IntegerField()
    times = models.IntegerField()
    attendances = models.IntegerField(null=True)
    items = models.IntegerField(null=True)
    units = models.TextField()
    commune = models.CharField(max_length=64, null=True)
    village = models.TextField(null=True)
    marker = models.TextField(null=True)
    longitude = models.IntegerField(null=True)
    latitude = models.IntegerField(null=True)
    exercise = models.SmallIntegerField()

    class Meta:
        """Table name."""

        db_table = "information_activity"


class ExchangeRow(models.Model):
    """That a unit gave another a report, a case, a request or an answer, on a day (an ordinal)."""

    pk = models.CompositePrimaryKey("record", "unit", "seq")
    record = models.BigIntegerField()
    unit = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    what = models.CharField(max_length=20)
    giver = models.CharField(max_length=64)
    day = models.IntegerField()

    class Meta:
        """Table name; what was given and received is counted by days."""

        db_table = "information_exchange"
        indexes = (
            models.Index(fields=["giver", "day"], name="exchange_given"),
            models.Index(fields=["unit", "day"], name="exchange_received"),
        )
