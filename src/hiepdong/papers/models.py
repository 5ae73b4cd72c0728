"""The index of papers: which reports a commander has approved."""

from django.db import models


class ApprovalRow(models.Model):
    """A unit's paper that a commander of it approved, by the digest of what it says; the first approval holds."""

    id = models.CharField(max_length=130, primary_key=True)
    unit = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    officer = models.CharField(max_length=100)
    at = models.BigIntegerField()
    seq = models.BigIntegerField()

    class Meta:
        """Table name."""

        db_table = "papers_approval"
