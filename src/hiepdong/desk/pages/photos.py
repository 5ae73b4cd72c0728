"""The page of a photo, for its owner: the picture, where and when it says it was taken, and what others get of it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hiepdong.records import photos, queries
from hiepdong.records.files import AttachmentLine
from hiepdong.records.photos import Photo
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.terrain import communes, places
from hiepdong.terrain.sketch import sketch
from hiepdong.vocabulary.clock import today

SHOWN_BY_BROWSERS = frozenset({"image/jpeg", "image/png", "image/webp"})


@for_records
def photo(request: OfficerRequest, record: UUID, digest: str) -> HttpResponse:
    """One photo of ours; for other units the page is not there, as its position is not."""
    shown = queries.show(request.viewer, str(record))
    found = next((one for one in shown.attachments if one.digest == digest and one.type in photos.PHOTOS), None)
    if found is None or shown.owner != request.viewer.unit:
        raise Http404
    said = found.photo or photos.NOTHING
    about = {
        "shown": shown, "file": found, "said": said, "offered": _offered(shown, found, said),
        "seen_here": found.type in SHOWN_BY_BROWSERS, **_around(said),
    }  # fmt: skip
    return render(request, "records/photo.html", about)


def _around(said: Photo) -> dict[str, object]:
    """What the terrain knows of the point."""
    if said.point is None:
        return {"near": None}
    near = places.near(said.point, today())
    commune = communes.commune(near.commune, today()) if near and near.commune else None
    return {"near": near, "commune": commune, "sketch": sketch(said.point)}


def _offered(shown: Shown, file: AttachmentLine, said: Photo) -> str:
    """The point as the form of a report reads it, where it may become the report's place; else empty."""
    changeable = shown.kind == "report" and not (shown.cancelled or shown.erased or shown.offered_to)
    return f"{said.point[1] / 1e6:.6f}, {said.point[0] / 1e6:.6f}" if said.point and changeable else ""
