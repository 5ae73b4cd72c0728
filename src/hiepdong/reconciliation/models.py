"""The index of reconciliations: how each stands, as folded from its acts."""

from django.db import models

from hiepdong.journal.columns import NumberField


class ReconciliationRow(models.Model):
    """A reconciliation. `units`: who takes part, as |a|b|; `stands`: all that was said, as JSON."""

    record = NumberField(primary_key=True)
    uuid = models.CharField(max_length=36, unique=True)
    state = models.CharField(max_length=10)
    units = models.TextField()
    stands = models.TextField()

    class Meta:
        """Table name."""

        db_table = "reconciliation_matter"
