"""An office's own files on its area: posts, markers, communes along the line, gates, villages.

What is packaged is made up where nobody publishes it. A file of the office's own takes the place of the whole
packaged one; a fault, told by its line, changes nothing.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from hiepdong import config
from hiepdong.terrain import border, communes, files
from hiepdong.vocabulary.code_rows import BadList, Problem, Wrong, a_code, one_of, several, table, whole

_BEFORE_REFORM = date(2025, 6, 30)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?")
NUMBER = re.compile(r"\d{1,5}(/\d{1,3})?")
Lines = list[tuple[int, Any]]


class AreaList(Struct, frozen=True):
    """A file by its name: how many rows it has, and whether it is the office's own."""

    list: str
    rows: int
    own: bool


class PostRow(Struct, frozen=True, kw_only=True):
    """A post and its stretch of the line, in metres of chainage; `communes` of before July 2025."""

    code: str
    name: str
    from_m: int
    to_m: int
    length: str = ""
    markers: int | None = None
    communes: tuple[str, ...] = ()
    lon: str
    lat: str
    certain: str = ""


class MarkerRow(Struct, frozen=True, kw_only=True):
    """A marker on the line. `source`: press, between (filled in between two that are known), office."""

    number: str
    chainage_m: int
    lon: str
    lat: str
    place: str = ""
    source: str = "office"
    certain: str = ""


class StretchRow(Struct, frozen=True, kw_only=True):
    """Along which stretch of the line a commune of before July 2025 lies."""

    commune: str
    from_m: int
    to_m: int
    certain: str = ""


class CrossingRow(Struct, frozen=True, kw_only=True):
    """A border gate."""

    code: str
    name: str
    kind: str = ""
    post: str = ""
    chainage_m: int
    lon: str
    lat: str
    certain: str = ""


class VillageRow(Struct, frozen=True, kw_only=True):
    """A village with the commune in which it lay before July 2025."""

    commune: str
    name: str
    certain: str = ""


ROWS: dict[str, type[Struct]] = {
    "posts": PostRow, "markers": MarkerRow, "stretches": StretchRow, "crossings": CrossingRow, "villages": VillageRow,
}  # fmt: skip


def _degrees(cell: str) -> str:
    if not _DEGREES.fullmatch(cell):
        raise Wrong("cần độ dạng 106.985", "needs degrees like 106.985")
    return cell


def _commune(cell: str) -> str:
    if communes.commune(cell, _BEFORE_REFORM) is None:
        raise Wrong("không có mã xã này trước ngày 01/7/2025", "no commune had this code before 1 July 2025")
    return cell


def _communes(cell: str) -> tuple[str, ...]:
    return tuple(map(_commune, several(cell)))


def _chainage(cell: str) -> int:
    if (at := whole(cell)) > border.length():
        raise Wrong(f"ngoài đường biên, dài {border.length()} m", f"beyond the line of {border.length()} m")
    return at


def _number(cell: str) -> str:
    if not NUMBER.fullmatch(cell):
        raise Wrong("cần số hiệu mốc như 1193 hoặc 1146/1", "needs a number such as 1193 or 1146/1")
    return cell


PARSERS: dict[str, Callable[[str], Any]] = {
    "code": a_code, "from_m": _chainage, "to_m": _chainage, "chainage_m": _chainage, "lon": _degrees, "lat": _degrees,
    "markers": whole, "commune": _commune, "communes": _communes, "number": _number, "post": a_code,
    "source": one_of("press", "between", "office"), "kind": one_of("international"),
    "certain": one_of("yes", "made-up"),
}  # fmt: skip


def load(text: str, name: str) -> tuple[Lines, list[Problem]]:
    """The rows of a file with their lines, and its faults; nothing is put to use."""
    try:
        found, problems = table(text, ROWS[name], PARSERS)
    except csv.Error as error:
        return [], [Problem(1, f"không đọc được tệp CSV: {error}", f"no readable CSV: {error}")]
    if not found and not problems:
        problems.append(Problem(1, "tệp không có dòng nào", "the file has no row"))
    problems += [*_twice(found), *_out_of_order(found)]
    return found, sorted(problems, key=lambda one: one.line)


def use(folder: Path) -> None:
    """Read what the folder has in the place of what is packaged. Raises BadList, and changes nothing, for a fault."""
    for name in files.OWN:
        path = folder / f"{name}.csv"
        if path.is_file() and (problems := load(path.read_text(encoding="utf-8", errors="replace"), name)[1]):
            raise BadList(name, problems)
    files.use(folder)


def follow(folder: Path) -> None:
    """Use the files of the folder where another process has put one there since. Raises BadList."""
    if not files.is_current(folder):
        use(folder)


def _twice(found: Lines) -> Iterator[Problem]:
    known: set[Any] = set()
    for line, row in found:
        key = getattr(row, "code", None) or getattr(row, "number", None) or _spot(row)
        if key in known:
            yield Problem(line, "đã có ở dòng trên", "stands in a line above already")
        known.add(key)


def _spot(row: Any) -> tuple[Any, ...]:
    return (row.commune, row.name) if isinstance(row, VillageRow) else (row.commune, row.from_m)


def _out_of_order(found: Lines) -> Iterator[Problem]:
    """Stretches run one after the other along the line, none into the next; markers too."""
    for line, row in found:
        if isinstance(row, PostRow | StretchRow) and row.from_m >= row.to_m:
            yield Problem(line, "đoạn kết thúc trước khi bắt đầu", "the stretch ends before it begins")
    for (_, one), (line, other) in pairwise(found):
        if isinstance(one, PostRow | StretchRow) and other.from_m < one.to_m:
            yield Problem(line, "đoạn này bắt đầu trong đoạn dòng trên", "begins within the stretch above")
        if isinstance(one, MarkerRow) and other.chainage_m <= one.chainage_m:
            yield Problem(line, "mốc này không nằm sau mốc dòng trên", "does not lie beyond the marker above")


def take(name: str, found: Lines) -> None:
    """Keep the rows as the office's own file, and use them."""
    columns, text = structs.fields(ROWS[name]), io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    writer.writerows([_cell(getattr(row, column.name)) for column in columns] for _, row in found)
    config.write_durably(config.area_folder() / f"{name}.csv", text.getvalue().encode())
    files.use(config.area_folder())


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def drop(name: str) -> None:
    """Go back to the packaged file."""
    (config.area_folder() / f"{name}.csv").unlink(missing_ok=True)
    files.use(config.area_folder())


def lines() -> list[AreaList]:
    """All files an office may bring."""
    return [AreaList(name, len(files.table(name)), files.own(name) is not None) for name in files.OWN]


def text_of(name: str) -> str:
    """The file in use, to be edited and brought back."""
    rows, text = files.table(name), io.StringIO(newline="")
    columns = [column.name for column in structs.fields(ROWS[name])]
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(dict(row) for row in rows)
    return text.getvalue()
