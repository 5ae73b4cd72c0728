"""Index rows of copies of cases: what a list or a map shows of one version under one mask. Written once."""

from django.db import models

from hiepdong.journal.columns import NumberField


class CaseRow(models.Model):
    """One copy. Lists of codes stand between bars, so that one of them can be looked for."""

    pk = models.CompositePrimaryKey("record", "track", "version")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    title = models.TextField()
    commune = models.CharField(max_length=64, null=True)
    village = models.TextField(null=True)
    marker = models.TextField(null=True)
    longitude = models.IntegerField(null=True)
    latitude = models.IntegerField(null=True)
    offences = models.TextField()
    lead = models.CharField(max_length=64)
    units = models.TextField()
    stage = models.CharField(max_length=64, null=True)
    subjects = models.IntegerField(null=True)
    persons = models.TextField()
    exercise = models.SmallIntegerField()
    behalf = models.CharField(max_length=64, default="")

    class Meta:
        """Table name; the few cases that are kept for another unit are found by it."""

        db_table = "cases_case"
        indexes = (models.Index(fields=["behalf"], name="case_behalf", condition=~models.Q(behalf="")),)


class ClockRow(models.Model):
    """A legal clock that nothing in that version has stopped; only of the whole copy, which its owner holds."""

    pk = models.CompositePrimaryKey("record", "track", "version", "subject", "clock", "started")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    subject = models.CharField(max_length=64)
    clock = models.CharField(max_length=64)
    started = models.BigIntegerField()
    counted = models.BigIntegerField()

    class Meta:
        """Table name; what runs is found by when it began."""

        db_table = "cases_clock"
        indexes = (models.Index(fields=["started"], name="clock_started"),)


class LookUpRow(models.Model):
    """A look-up of a person: who, for which unit, when it was recorded, whom, why. For the inspector, and who did it.

    `act` is the id of the act, `record` the case that it was for, or empty.
    """

    seq = NumberField(primary_key=True)
    act = models.CharField(max_length=36)
    officer = models.CharField(max_length=100)
    unit = models.CharField(max_length=64)
    at = models.BigIntegerField()
    name = models.TextField()
    number = models.TextField()
    birth = models.CharField(max_length=10)
    gender = models.CharField(max_length=1)
    purpose = models.TextField()
    record = models.CharField(max_length=36)

    class Meta:
        """Table name; an officer's look-ups of a day are counted for each."""

        db_table = "cases_look_up"
        indexes = (
            models.Index(fields=["officer", "at"], name="look_up_officer"),
            models.Index(fields=["act"], name="look_up_act"),
        )
