"""The handover sheet as a kind of record. It has no index table: what lists need of it stands in its head."""

from typing import Any

import msgspec

from hiepdong.journal.models import BodyRow
from hiepdong.records.head import Facet, Head
from hiepdong.records.kinds import Document, Effects, Kind, References
from hiepdong.records.masks import Mask
from hiepdong.records.models import SightRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary import shift as shifts
from hiepdong.vocabulary.acts import Where
from hiepdong.vocabulary.clock import from_seconds, seconds
from hiepdong.vocabulary.parts import filled, read
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.shift import Shift


def check(document: Document) -> Shift:
    """The document as a Struct that holds every rule of the field. Raises Refused document.*."""
    shift: Shift = read(document, Shift)
    shifts.check(shift)
    return shift


def facet(document: Document, effects: Effects) -> Facet:
    """What lists need of a whole sheet. `by`: who signed it; `bound`: who alone may take it over, after a correction.

    `taken` is put in when the shift is taken over.
    """
    shift: Shift = msgspec.convert(filled(document), type=Shift)
    detail = {
        "start": seconds(shift.start), "end": seconds(shift.end), "receiver": shift.receiver,
        "records": list(dict.fromkeys(str(line.record) for line in shift.lines or ())), "count": len(shift.lines or ()),
        "by": effects["by"], "bound": effects.get("bound"), "taken": None,
    }  # fmt: skip
    rank = codes.markings[shift.held_as].rank
    return Facet(seconds(shift.end), shifts.title_of(shift.start, shift.end), rank, (), (), detail)


def mask_facet(whole: Facet, _: Mask) -> Facet:
    """A copy has the hours and the signatures; what was open concerns the unit alone."""
    return msgspec.structs.replace(whole, detail={**whole.detail, "records": [], "count": 0})


def _no_condition(_: Where) -> None:
    raise Refused("act.invalid", "where")


def text(document: Document) -> str:
    """The words by which a (masked) sheet is found."""
    return " ".join(("sổ giao nhận ca trực", *(document.get(name) or "" for name in shifts.WORDS)))


def reduced(document: Document) -> Document:
    """What stays of a sheet after its erasure: whose shift it was, and when."""
    return {name: document[name] for name in ("from", "to", "marking") if name in document}


def refers(held: Facet) -> References:
    """The records of its lines."""
    return {"lines.record": held.detail["records"]}


def for_holder(document: Document, _: str) -> Document:
    """What others see of it: not what was open at its owner's."""
    return {name: value for name, value in document.items() if name != "lines"}


def more(_viewer: Viewer, head: Head, sight: SightRow) -> dict[str, Any]:
    """Who signed the sheet, and who took it over with which remarks."""
    said = head.facet(sight.track, sight.version).detail
    return {"state": state(head, said), "handed_over_by": said["by"], "taken_over": _taken(said)}


def state(head: Head, said: dict[str, Any]) -> str:
    """How a sheet stands: erased, cancelled, taken, or waits for the next officer."""
    if head.erased or head.cancelled:
        return "erased" if head.erased else "cancelled"
    return "taken" if said["taken"] else "waits"


def _taken(said: dict[str, Any]) -> dict[str, Any] | None:
    taken = said["taken"]
    if taken is None:
        return None
    body = msgspec.json.decode(bytes(BodyRow.objects.only("bytes").get(seq=taken["seq"]).bytes))
    remarks = body["act"].get("remarks") or ""
    return {"by": taken["by"], "at": from_seconds(taken["at"]).isoformat(), "remarks": remarks}


KIND = Kind(
    name="shift", check=check, facet=facet, mask_facet=mask_facet, maskable=shifts.MASKABLE, text=text,
    copy_tables=(), copy_rows=lambda _record, _track, _version, _facet: [], check_where=_no_condition,
    fits=lambda _facet, _where: False, reduced=reduced, refers=refers, for_holder=for_holder, more=more,
    parts=tuple((name, (name,)) for name in shifts.WORDS), page="/ca-truc",
)  # fmt: skip
