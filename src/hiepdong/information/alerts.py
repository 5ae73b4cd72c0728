"""Whether something new is urgent: what the desk may sound a tone for."""

from hiepdong.information.models import ReportRow, RequestRow
from hiepdong.journal.models import DeedRow
from hiepdong.records.models import NewsRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary import codes

LOUD = ("request.send", "request.ask-on", "request.remind", "report.file", "record.release", "passon.allow")


def urgent_since(viewer: Viewer, after: int) -> bool:
    """Whether, since that position, another unit sent or reminded the viewer's of something urgent that it sees.

    Urgent is what bears a stamp on paper (from KHẨN up): an open request, a report.
    """
    news = NewsRow.objects.filter(unit=viewer.unit, seq__gt=after)
    loud = DeedRow.objects.filter(seq__in=news.values("seq"), act__in=LOUD).values("seq")
    sights = seen(viewer).filter(record__in=news.filter(seq__in=loud).values("record"))
    stamped = [row.code for row in codes.urgency if row.printed]
    held = {(row.record, row.track, row.version) for row in sights}
    numbers = [record for record, _, _ in held]
    if RequestRow.objects.filter(record__in=numbers, urgency__in=stamped, closed="").exists():
        return True
    reports = ReportRow.objects.filter(record__in=numbers, urgency__in=stamped)
    return any((row.record, row.track, row.version) in held for row in reports)
