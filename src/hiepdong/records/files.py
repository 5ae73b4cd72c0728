"""The files of a record as a viewer may have them: the one place that decides between a photo and its twin."""

from msgspec import Struct

from hiepdong.records import attachments, photos
from hiepdong.records.head import Attachment, Head
from hiepdong.records.photos import Photo
from hiepdong.records.sight import Viewer


class AttachmentLine(Struct, frozen=True):
    """A file that came with a version, by the digest of what the viewer gets of it; `size` in bytes.

    The owner gets a photo as it came, and is told where and when it says it was taken (`photo`); `stripped`: whether
    others get it without that.
    """

    version: int
    digest: str
    size: int
    type: str
    title: str
    name: str
    photo: Photo | None = None
    stripped: bool | None = None


def files_of(viewer: Viewer, head: Head, version: int) -> tuple[AttachmentLine, ...]:
    """The files of a version: the originals for the owner alone, for others what was released to them."""
    files = [one for one in head.attachments if one.version <= version]
    if viewer.unit != head.owner:
        return tuple(
            AttachmentLine(one.version, one.released, one.released_size, one.type, one.title, one.name)
            for one in files
            if one.released or not one.digest
        )
    return tuple(
        AttachmentLine(
            one.version, one.digest, one.size, one.type, one.title, one.name, _photo(one),
            one.released != one.digest if one.type in photos.PHOTOS else None,
        )
        for one in files
    )  # fmt: skip


def _photo(file: Attachment) -> photos.Photo | None:
    return photos.read(attachments.path_of(file.digest), file.type) if file.type in photos.PHOTOS else None
