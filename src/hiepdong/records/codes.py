"""Finding a record by how its id begins, as an annex or the inspector's list has it. Always for a viewer."""

from hiepdong.records.models import RecordRow
from hiepdong.records.sight import Viewer, seen


def ids_from(viewer: Viewer, beginning: str, most: int = 2) -> list[str]:
    """The ids that begin so, in lower case, of records that the viewer may see; `most` of them at most."""
    rows = RecordRow.objects.filter(
        no__in=seen(viewer).values("record"), uuid__gte=beginning, uuid__lt=f"{beginning}g"
    ).order_by("uuid")
    return list(rows.values_list("uuid", flat=True)[:most])
