"""Which line of a table holds its headings, and which field each column is, by the likeness of its heading."""

from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct

from hiepdong.cases.import_fields import BY_NAME, FIELDS
from hiepdong.vocabulary.fold import fold

LOOKED_AT = 25
LONGEST = 80
ALIKE = 0.84
Rows = list[list[str]]
_LONGER = {
    "hs": "ho so", "dt": "doi tuong", "dv": "don vi", "tg": "thoi gian", "dd": "dia diem", "tv": "tang vat",
    "kq": "ket qua", "ph": "phoi hop", "sl": "so luong", "nd": "noi dung", "hv": "hanh vi", "xl": "xu ly",
    "vv": "vu viec", "td": "toi danh", "tcpl": "tu cach", "ns": "nam sinh", "ht": "ho ten",
}  # fmt: skip


class Columns(Struct, frozen=True):
    """`line`: the number of the line of headings (0: none); headings, and the field of each (empty: none)."""

    line: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]

    def place(self, field: str) -> int | None:
        """In which column a field stands."""
        return self.fields.index(field) if field in self.fields else None


def recognise(rows: Rows) -> Columns:
    """The line in which most headings are known, and what its columns are."""
    best, score = Columns(0, (), ()), 0.0
    for number, row in enumerate(rows[:LOOKED_AT], 1):
        headings = _with_above(row, rows[number - 2] if number > 1 else [])
        fields, found = _assigned(headings)
        if found > score and sum(map(bool, fields)) > 1:
            best, score = Columns(number, headings, fields), found
    return best


def _with_above(row: list[str], above: list[str]) -> tuple[str, ...]:
    """Headings of two lines: where the lower one is empty, the upper one says it."""
    width = max(len(row), len(above))
    lower, upper = row + [""] * (width - len(row)), above + [""] * (width - len(above))
    told = [" ".join((low or high).split()) for low, high in zip(lower, upper, strict=True)]
    return tuple(told) if any(row) else ()


def _assigned(headings: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
    """Each field goes to the column most like it, once; those that are never imported to all of theirs."""
    scored = [
        (likeness(heading, field.name), -place, field.name)
        for place, heading in enumerate(headings)
        if heading and len(heading) < LONGEST
        for field in FIELDS
    ]
    fields, total = [""] * len(headings), 0.0
    for score, place, name in sorted(scored, reverse=True):
        if score >= ALIKE and not fields[-place] and (name == "never" or name not in fields):
            fields[-place] = name
            total += score
    return tuple(fields), total


@lru_cache(maxsize=65_536)
def likeness(heading: str, field: str) -> float:
    """How like a heading is to those of a field: 1 is the same, with or without tone marks, or abbreviated."""
    told = fold(heading)
    longer = " ".join(_LONGER.get(word, word) for word in told.split())
    return max(max(_alike(told, known), _alike(longer, known) - 0.01) for known in BY_NAME[field].headings)


def _alike(told: str, known: str) -> float:
    if told == known:
        return 1.0
    if " " in known and f" {known} " in f" {told} ":
        return 0.86 + 0.1 * len(known) / len(told)
    if min(len(told), len(known)) < 5 or abs(len(told) - len(known)) > 4:
        return 0.0
    matcher = SequenceMatcher(None, told, known)
    return 0.97 * matcher.ratio() if matcher.quick_ratio() > ALIKE else 0.0


def adjusted(columns: Columns, chosen: dict[str, str]) -> Columns:
    """The columns as an officer set them: field by heading, or by the number of the column (`#3`); empty: none."""
    fields = [
        chosen.get(f"#{place}", chosen.get(heading, field))
        for place, (heading, field) in enumerate(zip(columns.headings, columns.fields, strict=True), 1)
    ]
    return Columns(
        columns.line, columns.headings, tuple(field if field in BY_NAME or field == "skip" else "" for field in fields)
    )
