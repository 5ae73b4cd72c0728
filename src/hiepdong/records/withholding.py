"""What is left out of the copies in a list, for the hatch beside their titles."""

import msgspec

from hiepdong.records.head import Head
from hiepdong.records.masks import Mask
from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer, seen

_heads = msgspec.msgpack.Decoder(Head)


def left_out(viewer: Viewer, records: list[str]) -> dict[str, Mask]:
    """The mask under which the viewer's unit holds each of these records, of those it holds with parts left out."""
    rows = {row.no: row for row in RecordRow.objects.filter(uuid__in=records)}
    masked = seen(viewer).filter(record__in=list(rows)).exclude(track=0).values_list("record", "track")
    return {rows[no].uuid: _heads.decode(bytes(rows[no].head)).tracks[track] for no, track in masked}
