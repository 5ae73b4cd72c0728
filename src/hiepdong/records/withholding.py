"""What is left out of the copies in a list, for the hatch beside their titles."""

from hiepdong.records.masks import Mask
from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.records.stored import head_of


def left_out(viewer: Viewer, records: list[str]) -> dict[str, Mask]:
    """The mask under which the viewer's unit holds each of these records, of those it holds with parts left out."""
    rows = {row.no: row for row in RecordRow.objects.filter(uuid__in=records)}
    masked = seen(viewer).filter(record__in=list(rows)).exclude(track=0).values_list("record", "track")
    return {rows[no].uuid: head_of(rows[no]).tracks[track] for no, track in masked}
