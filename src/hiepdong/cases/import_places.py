"""Where: out of a column each, or out of one text such as « khu vực mốc 1193, thôn Ba Sơn, xã Xuất Lễ »."""

import re
from datetime import date
from typing import Any

from hiepdong.cases.import_matching import Matching
from hiepdong.cases.import_rows import Group
from hiepdong.cases.import_words import Told

_MARKER = re.compile(r"m[oố]c(?:\s+(?:quốc giới|giới|số|phụ))*\s*:?\s*(\d{3,4}(?:/\d{1,2})?)", re.IGNORECASE)
_VILLAGE = re.compile(r"\b((?:th[oô]n|b[aả]n|khu|kh[oố]i|t[oổ] dân phố)\s+(?!vực)[^,;.\-–()]+)", re.IGNORECASE)
_COMMUNE = re.compile(r"\b(?:x[aã]|th[iị] tr[aấ]n|ph[uư][oờ]ng|tt\.?|x\.)\s*([^,;.\-–()]+)", re.IGNORECASE)
_BARE_MARKER = re.compile(r"\d{3,4}(?:/\d{1,2})?")
Document = dict[str, Any]


def read_place(group: Group, known: Matching, told: Told, on: date) -> Document | None:
    """The place of a case. A commune that was none on that day stays as words."""
    line, text = group.lines[0], group.first("place")
    marker, village = _MARKER.search(group.first("marker") or text), _VILLAGE.search(text)
    bare = _BARE_MARKER.fullmatch(group.first("marker"))
    place: Document = {
        "marker": marker[1] if marker else bare[0] if bare else None,
        "village": group.first("village") or (village[1].strip() if village else None),
        "text": text or None,
    }
    if group.first("marker") and not place["marker"]:
        told.kept(line, "marker", group.first("marker"))
    place["commune"] = _commune(group, known, told, on)
    for name in ("village", "text"):
        if len(place[name] or "") > 500:
            told.words.append(place[name])
            place[name] = place[name][:500]
    return {name: value for name, value in place.items() if value} or None


def _commune(group: Group, known: Matching, told: Told, on: date) -> str | None:
    said, text = group.first("commune"), group.first("place")
    hit = _COMMUNE.search(text)
    for one in (said, hit[1] if hit else "", text):
        named = known.commune(one, on) if one else ()
        if len(named) == 1:
            return named[0]
    if said:
        told.kept(group.lines[0], "commune", said)
    return None
