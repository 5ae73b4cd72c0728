"""The joint activity as a kind of record: its facet, its index rows, what search finds in it."""

from datetime import date

import msgspec

from hiepdong.information.models import ActivityRow
from hiepdong.journal.rows import Model, Row
from hiepdong.records.head import Facet
from hiepdong.records.kinds import Document, Effects, Kind
from hiepdong.records.masks import Mask
from hiepdong.terrain import communes
from hiepdong.terrain.conditions import check_where
from hiepdong.vocabulary import activity as activities
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.activity import Activity
from hiepdong.vocabulary.clock import seconds_of_days
from hiepdong.vocabulary.parts import Place, filled, read


def check(document: Document) -> Activity:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    activity: Activity = read(document, Activity)
    activities.check(activity)
    communes.require(activity.place, activity.day)
    return activity


def facet(document: Document, effects: Effects) -> Facet:
    """What index rows need of a whole activity."""
    del effects
    activity = msgspec.convert(filled(document), type=Activity)
    place = activity.place or Place()
    detail = {
        "kind": activity.kind, "day": activity.day.toordinal(), "last": (activity.until or activity.day).toordinal(),
        "times": activity.times or 1, "attendances": activity.attendances, "items": activity.items,
        "units": sorted(set(activity.units)), "commune": place.commune, "village": place.village,
        "marker": place.marker, "point": place.point, "exercise": bool(activity.exercise),
    }  # fmt: skip
    rank = codes.markings[activity.held_as].rank
    return Facet(_midnight(activity.day), activities.title_of(activity.kind), rank, (), (), detail)


def _midnight(day: date) -> int:
    return seconds_of_days(day, day)[0]


def mask_facet(whole: Facet, mask: Mask) -> Facet:
    """What index rows may say of a copy; what is counted is in every copy."""
    point = None if "place.point" in mask else whole.detail["point"]
    return msgspec.structs.replace(whole, detail={**whole.detail, "point": point})


def copy_rows(record: int, track: int, version: int, facet: Facet) -> list[tuple[Model, Row]]:
    """The index row of a copy."""
    said = facet.detail
    longitude, latitude = said["point"] or (None, None)
    row = (
        record, track, version, facet.title, said["kind"], said["day"], said["last"], said["times"],
        said["attendances"], said["items"], f"|{'|'.join(said['units'])}|", said["commune"], said["village"],
        said["marker"], longitude, latitude, int(said["exercise"]),
    )  # fmt: skip
    return [(ActivityRow, row)]


def text(document: Document) -> str:
    """The words by which a (masked) activity is found."""
    place = document.get("place") or {}
    words = (place.get(name) or "" for name in ("village", "marker", "text"))
    return " ".join((codes.activities.word(document["kind"]), *words, document.get("note") or ""))


def reduced(document: Document) -> Document:
    """What stays of an activity after its erasure: all that figures need."""
    names = ("kind", "day", "until", "units", "times", "attendances", "items", "marking", "exercise")
    commune = (document.get("place") or {}).get("commune")
    place: Document = {"place": {"commune": commune}} if commune else {}
    return {**{name: document[name] for name in names if name in document}, **place}


KIND = Kind(
    name="activity", check=check, facet=facet, mask_facet=mask_facet, maskable=activities.MASKABLE, text=text,
    copy_tables=(ActivityRow,), copy_rows=copy_rows, check_where=check_where, fits=lambda _facet, _where: False,
    reduced=reduced, parts=tuple((path.replace(".", "_"), (path,)) for path in sorted(activities.MASKABLE)),
    page="/hoat-dong",
)  # fmt: skip
