"""What an import of a list would do: its cases told apart into new, known, changed and wrong. Nothing is written."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from hiepdong.cases import import_columns, import_documents, import_rows
from hiepdong.cases.import_columns import Columns, Rows
from hiepdong.cases.import_documents import Defaults, Draft
from hiepdong.cases.import_fields import BY_NAME
from hiepdong.cases.import_matching import Matching
from hiepdong.cases.import_words import Remark
from hiepdong.papers import tables
from hiepdong.papers.tables import Table
from hiepdong.records import import_queries
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.legacy_text import CONVERTERS, encoding_of
from hiepdong.vocabulary.refusals import Refused

SHOWN, REMARKS = 12, 400
AT_ONCE = 500
SAMPLE = 200
EXAMPLES = 3
Step = Callable[[int], None]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer sets: the sheet, fields by heading or number of column, what stands for blanks."""

    sheet: str = ""
    columns: dict[str, str] = {}
    lead: str = ""
    status: str = ""
    offence: str = ""
    marking: str = "internal"


class Changed(Struct, frozen=True):
    """A case of the list that was imported before and says something else now: to be revised by an officer."""

    line: int
    title: str
    record: str


class Plan(Struct):
    """`acts`: what will be opened, as JSON, line by line; `shown`: the first of them, for a preview."""

    digest: str
    sheets: list[str]
    sheet: str
    columns: Columns
    encodings: dict[str, str]
    examples: dict[int, list[str]] = field(default_factory=dict)
    acts: list[bytes] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    shown: list[Draft] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    passed_over: list[int] = field(default_factory=list)
    new: int = 0
    subjects: int = 0
    known: int = 0
    wrong: int = 0
    noted: int = 0

    @property
    def left_out(self) -> int:
        """How many cases of the list are not opened, though they are not there."""
        return self.wrong + len(self.changed)


def read_choice(content: bytes) -> Choice:
    """A choice out of JSON. Raises Refused import.map."""
    try:
        choice = msgspec.json.decode(content, type=Choice)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused("import.map", error) from error
    unknown = [name for name in choice.columns.values() if name and name not in (*BY_NAME, "skip")]
    unknown += [code for code in [choice.status] if code and code not in codes.statuses]
    unknown += [code for code in [choice.offence] if code and code not in codes.offences]
    unknown += [code for code in [choice.marking] if code not in codes.markings]
    if unknown:
        raise Refused("import.map", unknown[0])
    return choice


def plan(viewer: Viewer, path: Path, choice: Choice, step: Step = lambda _: None, *, language: str = "vi") -> Plan:
    """What an import would do. Raises Refused import.* for a file that is no list."""
    found = tables.read(path)
    table, columns = _table(found, choice.sheet)
    rows, encodings = _right_letters(table)
    columns = import_columns.adjusted(import_columns.recognise(rows), choice.columns)
    if not columns.line:
        raise Refused("import.no_headings")
    made = Plan(
        digest=hashlib.sha256(path.read_bytes()).hexdigest(), sheets=[one.name for one in found], sheet=table.name,
        columns=columns, encodings=encodings, examples=_examples(rows, columns),
    )  # fmt: skip
    read = import_rows.read(rows, columns)
    made.passed_over = read.passed_over
    defaults = Defaults(viewer.unit, choice.lead, choice.status, choice.offence, choice.marking or "internal", language)
    drafts = _drafts(read, viewer.unit, defaults, step)
    while part := list(islice(drafts, AT_ONCE)):
        _judge(viewer, made, part)
    return made


def _table(found: list[Table], wanted: str) -> tuple[Table, Columns]:
    """The sheet that was named, else that with the most rows among those whose headings are known best."""
    if wanted:
        table = next((one for one in found if one.name == wanted), None)
        if table is None:
            raise Refused("import.sheet", wanted)
        return table, import_columns.recognise(table.rows)
    known = [(one, import_columns.recognise(_right_letters(one)[0])) for one in found]
    return max(known, key=lambda one: (sum(map(bool, one[1].fields)) > 2, len(one[0].rows)))


def _right_letters(table: Table) -> tuple[Rows, dict[str, str]]:
    """The rows with TCVN3 and VNI turned into Unicode, column by column; and where that was done."""
    width = max((len(row) for row in table.rows), default=0)
    sample = table.rows[:SAMPLE]
    whole = encoding_of(cell for row in sample for cell in row)
    found = {place: name for place in range(width) if (name := _encoding(sample, place, whole))}
    encodings = {str(place + 1): name for place, name in found.items()}
    if table.encoding not in ("", "UTF-8"):
        encodings["*"] = table.encoding
    if not found:
        return table.rows, encodings
    return [
        [CONVERTERS[found[place]](cell) if place in found else cell for place, cell in enumerate(row)]
        for row in table.rows
    ], encodings


def _encoding(sample: Rows, place: int, whole: str | None) -> str | None:
    cells = [row[place] for row in sample if place < len(row) and not row[place].isascii()]
    if not cells:
        return None
    return encoding_of(cells) or (whole if encoding_of([*cells, *cells]) is None and len(cells) == 1 else None)


def _examples(rows: Rows, columns: Columns) -> dict[int, list[str]]:
    """The first different cells of each column, by its number."""
    found: dict[int, list[str]] = {}
    for row in rows[columns.line : columns.line + SAMPLE]:
        for place, cell in enumerate(row, 1):
            told = found.setdefault(place, [])
            if cell and cell not in told and len(told) < EXAMPLES:
                told.append(cell[:80])
    return {place: told for place, told in found.items() if told}


def _drafts(read: import_rows.Read, unit: str, defaults: Defaults, step: Step) -> Iterator[Draft]:
    known = Matching()
    for number, (group, row) in enumerate(zip(read.groups, import_rows.digests(read.groups, unit), strict=True), 1):
        yield import_documents.draft(group, row, known, defaults)
        if number % AT_ONCE == 0:
            step(AT_ONCE)


def _judge(viewer: Viewer, made: Plan, part: list[Draft]) -> None:
    """Tell new from known, changed and wrong."""
    rows = import_queries.known_rows(viewer, [one.row for one in part])
    rest = [one for one in part if one.row not in rows]
    made.known += len(part) - len(rest)
    numbers = import_queries.known_numbers(viewer, [one.number for one in rest if one.number])
    for one in rest:
        if one.number in numbers:
            made.changed.append(Changed(one.lines[0], one.title, numbers[one.number]))
            continue
        made.remarks += one.remarks[: REMARKS - len(made.remarks)] if len(made.remarks) < REMARKS else []
        made.noted += bool(one.remarks) and one.document is not None
        if one.document is None:
            made.wrong += 1
            continue
        _take(made, one)


def _take(made: Plan, one: Draft) -> None:
    document: dict[str, Any] = one.document or {}
    made.new += 1
    made.subjects += len(document.get("subjects", ()))
    told = {"line": one.lines[0], "row": one.row, "number": one.number or None}
    made.acts.append(msgspec.json.encode({"case": document, "imported": told}))
    made.lines.append(one.lines[0])
    if len(made.shown) < SHOWN:
        made.shown.append(replace(one, remarks=[]))
