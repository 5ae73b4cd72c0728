"""Joint activities of the sample: what units did together outside the desk, some of them entered twice. All made up."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec import Struct

from tools.sample.events import HANOI
from tools.sample.reports import CLERKS, Ids

Act = dict[str, Any]
POLICE, POST, ARMY = "ca-caoloc", "bp-bason", "qs-caoloc"


class Line(Struct, frozen=True):
    """An activity: its unit, first day, kind, who took part, times, attendances, items; to whom it is released."""

    key: str
    unit: str
    day: date
    kind: str
    units: tuple[str, ...]
    counts: tuple[int, int | None, int | None]
    to: tuple[str, ...]
    note: str = ""
    until: date | None = None


def _day(text: str) -> date:
    return date.fromisoformat(text)


LINES: tuple[Line, ...] = (
    Line("A01", POLICE, _day("2022-01-12"), "implementation-meeting", (POLICE, POST, ARMY), (1, 46, None), (POST, ARMY),
         "Triển khai kế hoạch phối hợp năm 2022"),
    Line("A02", POST, _day("2022-02-10"), "phone-exchange", (POST, POLICE), (38, 76, 21), (POLICE,),
         "Cộng từ sổ trực ban", _day("2022-11-30")),
    Line("A03", POST, _day("2022-03-08"), "joint-patrol", (POST, POLICE), (8, 104, None), (POLICE, ARMY),
         "Cộng từ sổ tuần tra", _day("2022-10-25")),
    Line("A04", POST, _day("2022-05-19"), "bilateral-patrol", (POST,), (3, 27, None), (POLICE, "bp-langson")),
    Line("A05", POLICE, _day("2022-06-02"), "residence-check", (POLICE, "ca-xuatle", POST), (5, 40, 112), (POST,)),
    Line("A06", POLICE, _day("2022-07-21"), "guns-handed-in", (POLICE, POST), (4, 210, 9), (POST,)),
    Line("A07", POST, _day("2022-08-17"), "outreach", (POST, POLICE, "ca-xuatle"), (12, 860, 1200), (POLICE,)),
    Line("A08", POLICE, _day("2022-12-15"), "briefing", (POLICE, POST, ARMY), (4, 60, None), (POST, ARMY)),
    Line("A11", POLICE, _day("2023-01-10"), "implementation-meeting", (POLICE, POST, ARMY), (2, 88, None), (POST, ARMY),
         "Triển khai kế hoạch phối hợp năm 2023"),
    Line("A12", POST, _day("2023-01-16"), "phone-exchange", (POST, POLICE), (45, 90, 27), (POLICE,),
         "Cộng từ sổ trực ban", _day("2023-12-10")),
    Line("A13", POLICE, _day("2023-03-22"), "joint-verification", (POLICE, POST), (6, 18, 8), (POST,)),
    Line("A14", POST, _day("2023-04-18"), "joint-patrol", (POST, POLICE), (10, 120, None), (POLICE, ARMY),
         "Cộng từ sổ tuần tra", _day("2023-11-28")),
    Line("A15", POLICE, _day("2023-04-18"), "joint-patrol", (POLICE, POST), (10, 118, None), (POST,),
         "Tuần tra chung với Đồn Ba Sơn cả năm"),
    Line("A16", POST, _day("2023-05-24"), "bilateral-patrol", (POST,), (4, 36, None), (POLICE, "bp-langson")),
    Line("A17", ARMY, _day("2023-06-13"), "line-check", (ARMY, POST), (2, 24, 9), (POST, POLICE)),
    Line("A18", POST, _day("2023-06-20"), "joint-control", (POST, POLICE, "ca-caolau"), (7, 63, None), (POLICE,)),
    Line("A19", POLICE, _day("2023-07-05"), "residence-check", (POLICE, "ca-xuatle", POST), (6, 52, 140), (POST,)),
    Line("A20", POLICE, _day("2023-07-26"), "guns-handed-in", (POLICE, POST), (5, 260, 14), (POST,)),
    Line("A21", ARMY, _day("2023-08-15"), "joint-drill", (ARMY, POLICE, POST), (1, 150, None), (POST, POLICE)),
    Line("A22", ARMY, _day("2023-09-11"), "rescue", (ARMY, POST, POLICE), (2, 64, 11), (POST, POLICE),
         "Lũ quét, sạt lở sau mưa lớn"),
    Line("A23", POST, _day("2023-09-19"), "outreach", (POST, POLICE, "ca-xuatle"), (15, 1250, 1800), (POLICE,)),
    Line("A24", POST, _day("2023-10-03"), "people-helped", (POST, POLICE), (3, 34, 26), (POLICE,)),
    Line("A25", POLICE, _day("2023-12-14"), "briefing", (POLICE, POST, ARMY), (4, 62, None), (POST, ARMY)),
    Line("A26", POLICE, _day("2023-12-20"), "review", (POLICE, POST, ARMY), (1, 74, None), (POST, ARMY),
         "Tổng kết năm, bàn phương hướng năm 2024"),
    Line("A31", POST, _day("2026-10-14"), "joint-patrol", (POST, "ca-bason", "qs-ptkv"), (3, 33, None),
         ("ca-bason", "ca-langson", "qs-ptkv")),
    Line("A32", "ca-bason", _day("2026-10-14"), "joint-patrol", ("ca-bason", POST), (3, 30, None), (POST, "ca-langson"),
         "Cùng Đồn Ba Sơn và Phòng thủ khu vực"),
    Line("A33", "ca-bason", _day("2026-11-06"), "outreach", ("ca-bason", POST), (2, 180, 300), (POST, "ca-langson")),
    Line("A34", POST, _day("2026-11-20"), "briefing", (POST, "ca-bason"), (1, 12, None), ("ca-bason",)),
)  # fmt: skip
SAME = (("A15", "A14", True), ("A32", "A31", False))
"""Which entry says of which that they are one activity, and whether its owner has confirmed."""


def entering(record_of: Ids) -> Iterator[Act]:
    """Each activity as its unit enters and releases it, and what is said of two entries. `record_of`: id of a key."""
    by_key = {line.key: line for line in LINES}
    for line in LINES:
        at, record, by = _entered(line), record_of(line.key), CLERKS[line.unit]
        yield {"act": "activity.enter", "by": by, "at": at, "record": record, "activity": document(line)}
        yield {"act": "record.release", "by": by, "at": at + timedelta(minutes=10), "record": record,
               "to": list(line.to), "without": [], "until": None}  # fmt: skip
    for one, other, confirmed in SAME:
        at, link = _entered(max(by_key[one], by_key[other], key=_entered)) + timedelta(hours=1), record_of(f"S-{one}")
        yield {"act": "link.assert", "by": CLERKS[by_key[one].unit], "at": at, "record": link, "a": record_of(one),
               "b": record_of(other), "relation": "same-event", "same_persons": []}  # fmt: skip
        if confirmed:
            owner = CLERKS[by_key[other].unit]
            yield {"act": "link.confirm", "by": owner, "at": at + timedelta(hours=20), "record": link}


def _entered(line: Line) -> datetime:
    """When it was written down: in the evening of its last day."""
    return datetime.combine(line.until or line.day, time(17, 30), HANOI)


def document(line: Line) -> dict[str, Any]:
    """The activity as its unit writes it."""
    times, attendances, items = line.counts
    return {
        "kind": line.kind, "day": line.day.isoformat(), "until": line.until.isoformat() if line.until else None,
        "units": list(line.units), "times": times, "attendances": attendances, "items": items,
        "note": f"{line.note} (mẫu)".strip(), "place": None, "marking": "internal", "exercise": False,
    }  # fmt: skip
