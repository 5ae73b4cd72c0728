"""From when to when a shift is, where nobody has said so: it begins where the last one ended."""

from datetime import datetime, timedelta

from hiepdong.operations import shift_queries
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.clock import now
from hiepdong.vocabulary.shift import LONGEST

USUAL = timedelta(hours=24)


def hours(viewer: Viewer) -> tuple[datetime, datetime]:
    """The shift that ends now: from the end of the unit's last sheet, or of a day and a night."""
    end = now().replace(second=0)
    last = shift_queries.last(viewer)
    begun = last.end if last is not None and end - LONGEST <= last.end < end else end - USUAL
    return begun, end
