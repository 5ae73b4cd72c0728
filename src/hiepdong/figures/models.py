"""Index rows of figures: what each unit's copy of a case contributes, over which positions in the journal.

Most cases are linked to no other, and are counted by the database, grouped by two digests: `who` (lead, found, units)
and `what` (main offence, persons that count). Linked ones are put together in Python. Days are ordinals.
"""

from django.db import models

from hiepdong.journal.columns import NumberField


class EventRow(models.Model):
    """A case that counts, as one unit holds it."""

    pk = models.CompositePrimaryKey("unit", "record", "since")
    unit = models.CharField(max_length=64)
    record = models.BigIntegerField()
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    lapses = models.IntegerField()
    day = models.IntegerField()
    who = models.BigIntegerField()
    what = models.BigIntegerField()
    linked = models.SmallIntegerField()
    commune = models.CharField(max_length=64, null=True)
    outcomes = models.TextField()
    uuid = models.CharField(max_length=36)
    owner = models.CharField(max_length=64)
    persons = models.TextField()

    class Meta:
        """Table name; the index alone answers for cases that are linked to no other."""

        db_table = "figures_event"
        indexes = (
            models.Index(
                fields=["unit", "linked", "day", "until", "since", "lapses", "who", "what"], name="event_count"
            ),
        )


class WhoRow(models.Model):
    """Text of a digest: lead, found and units, as JSON."""

    id = NumberField(primary_key=True)
    text = models.TextField()

    class Meta:
        """Table name."""

        db_table = "figures_who"


class WhatRow(models.Model):
    """Text of a digest: main offence and persons that count (null: withheld), as JSON."""

    id = NumberField(primary_key=True)
    text = models.TextField()

    class Meta:
        """Table name."""

        db_table = "figures_what"


class ProvisionalRow(models.Model):
    """A copy of provisional numbers: of which unit, for which days (ordinals), what they rest on, and they, as JSON."""

    pk = models.CompositePrimaryKey("record", "track", "version")
    record = models.BigIntegerField()
    track = models.IntegerField()
    version = models.IntegerField()
    unit = models.CharField(max_length=64)
    start = models.IntegerField()
    end = models.IntegerField()
    on_behalf = models.TextField()
    figures = models.TextField()

    class Meta:
        """Table name."""

        db_table = "figures_provisional"
