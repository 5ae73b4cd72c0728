"""Broken and hostile files: each is told by a code and a sentence, nothing is written, nothing hangs."""

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiepdong.papers import tables
from hiepdong.vocabulary.refusals import Refused
from tests.acts import BASON
from tests.imports import HEADINGS, LIST, csv_file, xlsx
from tests.node import Node

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = f'<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def archive(**parts: str | bytes) -> bytes:
    """An archive with these parts; `__` in a name stands for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as one:
        for name, content in parts.items():
            one.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def book(sheet: str | bytes, head: str = "") -> bytes:
    """An Excel file with this sheet, as far as it must be one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("xl/workbook.xml", head + BOOK)
        one.writestr("xl/_rels/workbook.xml.rels", LINKS)
        one.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()


def cells(inner: str) -> str:
    return f"<worksheet><sheetData>{inner}</sheetData></worksheet>"


def bomb() -> bytes:
    """500 MB of blanks in half a megabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("xl/workbook.xml", BOOK)
        with one.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(500):
                part.write(b" " * 2**20)
    return file.getvalue()


def locked() -> bytes:
    """A ZIP whose entries say that they are encrypted."""
    content = bytearray(book(cells("")))
    for at in range(len(content) - 4):
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "import.empty"),
    "blank lines": (lambda: b"\r\n\r\n", "import.empty"),
    "no headings": ("một;hai\n1;2\n".encode, "import.no_headings"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "import.type"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "import.type"),
    "old Excel": (lambda: OLE + bytes(2_000), "import.old_excel"),
    "encrypted Excel": (lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "import.encrypted"),
    "an encrypted archive": (locked, "import.encrypted"),
    "an archive of something": (lambda: archive(hello="x"), "import.type"),
    "half an archive": (lambda: book(cells(""))[:200], "import.unreadable"),
    "an archive bomb": (bomb, "import.too_large"),
    "many parts": (lambda: archive(**{f"p{n}": "" for n in range(5_100)}), "import.unreadable"),
    "entities": (lambda: book(LAUGHS + cells("<row><c><v>&c;</v></c></row>")), "import.unreadable"),
    "entities in wide letters": (lambda: book((LAUGHS + cells("")).encode("utf-16")), "import.unreadable"),
    "broken XML": (lambda: book("<worksheet><sheetData><row>"), "import.unreadable"),
    "a text that is not there": (
        lambda: book(cells('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')), "import.unreadable",
    ),
    "a number that is none": (lambda: book(cells('<row r="1"><c r="A1"><v>1e999x</v></c></row>')), "import.unreadable"),
    "the last column": (
        lambda: book(cells('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>')), "import.too_wide",
    ),
    "the last row": (lambda: book(cells('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), "import.too_long"),
    "a row that is none": (lambda: book(cells('<row r="x"><c r="A1"><v>1</v></c></row>')), "import.unreadable"),
    "a million columns": (lambda: b"Ng\xc3\xa0y," + b"," * 1_000_000 + b"x\n", "import.too_wide"),
    "a huge cell": (lambda: b'Ng\xc3\xa0y,"' + b"x" * 200_000 + b'"\n', "import.unreadable"),
    "NUL": (lambda: b"Ng\xc3\xa0y;T\0n\n1;2\n" * 3, "import.unreadable"),
    "an open quotation": (lambda: b'Ng\xc3\xa0y;"' + b"a;b\n" * 60_000, "import.unreadable"),
    "no Word": (lambda: archive(word__document="<w:document"), "import.unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_each_is_told_and_nothing_is_written(shared: Node, tmp_path: Path, name: str):
    make, code = HOSTILE[name]
    path = tmp_path / "list"
    path.write_bytes(make())
    before = shared.ask("journal", "stats")["entries"]
    answer = shared.run("import", "cases", str(path), "--as", BASON, "--json")
    assert (answer.exit, answer.json.get("code")) == (1, code)
    assert "Traceback" not in answer.err
    assert shared.ask("journal", "stats")["entries"] == before


def test_formulas_are_words_and_are_never_worked_out(shared: Node, tmp_path: Path):
    rows = [list(row) for row in LIST[2:]]
    rows[1][5] = '=cmd|"/c calc"!A1'
    answer = shared.run("import", "cases", str(csv_file(tmp_path / "a.csv", rows)), "--as", BASON, "--check", "--json")
    assert answer.json["subjects"] == 5


def _whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("whole")
    return [xlsx(folder / "a.xlsx", LIST).read_bytes(), csv_file(folder / "a.csv", LIST).read_bytes()]


@given(seed=st.integers(0, 10**9), kind=st.integers(0, 1))
@settings(max_examples=150)
def test_a_file_changed_anywhere_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, seed: int, kind: int):
    content = bytearray(_kept(tmp_path_factory)[kind])
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randint(1, 400)]
            case _:
                content[place:place] = chance.randbytes(chance.randint(1, 40))
        content = content or bytearray(b" ")
    path = tmp_path_factory.getbasetemp() / "changed"
    path.write_bytes(bytes(content))
    with suppress(Refused):
        assert all(isinstance(cell, str) for one in tables.read(path) for row in one.rows for cell in row)


STRANGE = [
    "\x01\x1b[31m",
    "\ud800",
    "\ufeffx\u200b",
    "😀" * 300,
    "\u202engược",
    "9" * 400,
    "-0,0",
    "e\u0302\u0301",
    "\t\n\r",
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_whatever_a_cell_holds_its_case_is_recorded_or_left_out(shared: Node, tmp_path: Path, text: str):
    """Never refused once the import has begun: that would leave it half done."""
    path, sound = (
        tmp_path / "a.csv",
        list[Any]((1, "02/3/2023", "Đánh bạc", "Xuất Lễ", BASON, "A", 1990, "bị can", "x")),
    )
    rows = [HEADINGS, *([*sound[:place], text, *sound[place + 1 :]] for place in range(len(sound)))]
    content = "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes(content.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b"?"))
    answer = shared.run("import", "cases", str(path), "--as", BASON, "--partly", "--json")
    assert (answer.exit, answer.json["ok"]) == (0, True)


_files: list[bytes] = []


def _kept(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    if not _files:
        _files.extend(_whole(tmp_path_factory))
    return _files
