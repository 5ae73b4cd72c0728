"""The fixed phrases of a paper's head and foot, worked out once for every file format."""

import re
import unicodedata

from msgspec import Struct

from hiepdong.papers.forms import Annex, Heading, Paper, Signer, Table
from hiepdong.papers.numbers_vi import date_words

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
FONTS = ("Times New Roman", "Tinos", "Liberation Serif")
_BLANK = " " * 6
_URGENCY = {"khan": ("KHẨN", 20), "thuong-khan": ("THƯỢNG KHẨN", 40), "hoa-toc": ("HỎA TỐC", 30)}
_BOUND = re.compile(r"\b(\d[\d.,]{0,11}) (?=(?:vụ|đối|người|lần|lượt|cuộc|buổi|tin|km)\b)")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Mark(Struct, frozen=True):
    """A boxed mark under the number; `width` in millimetres, 0 for as wide as its text; urgency is red."""

    text: str
    width: int
    red: bool


class HeadCell(Struct, frozen=True):
    """A cell of a table's head, spanning columns (a group) or rows (a column without one)."""

    text: str
    columns: int
    rows: int


def plain(text: str) -> str:
    """Text in NFC without what no file format can print (control characters, lone surrogates)."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", text))


def bound(text: str) -> str:
    """A count held to its word, so that no line ends between them ("18 vụ")."""
    return _BOUND.sub("\\1\u00a0", text)


def number_line(paper: Paper) -> str:
    """`Số:      /BC-CAH`: the registry clerk writes the number in."""
    return f"Số:{_BLANK}{plain(paper.header.symbol)}"


def place_line(paper: Paper) -> str:
    """Place and date, with blanks for a date not yet known."""
    day = paper.header.dated
    words = date_words(day) if day else f"ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"
    place = plain(paper.header.place)
    return f"{place}, {words}" if place else words


def issuer_lines(paper: Paper) -> list[str]:
    """The issuing body, or all of a joint paper, one a line."""
    names = [plain(name) for name in (paper.header.issuer, *paper.header.co_issuers)]
    return [f"{name} -" for name in names[:-1]] + names[-1:]


def about_lines(paper: Paper) -> list[str]:
    """The trích yếu by its own line breaks; a line too long for the page is wrapped further."""
    return [plain(line) for line in paper.about.splitlines()]


def marks(paper: Paper) -> list[Mark]:
    """What is boxed under the number: draft, urgency, circulation."""
    found = [Mark(DRAFT, 0, False)] if paper.draft else []
    urgency = _URGENCY.get(paper.header.urgency)
    if urgency:
        found.append(Mark(urgency[0], urgency[1], True))
    return [*found, *(Mark(plain(line), 0, False) for line in paper.header.marking.splitlines())]


def _dashed(items: tuple[str, ...]) -> list[str]:
    names = [plain(item).strip().lstrip("-").strip().rstrip(";.") for item in items]
    names = [name for name in names if name]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]


def addressee_lines(paper: Paper) -> list[str]:
    """Kính gửi: one addressee stands on the same line, several one a line with a dash."""
    lines = _dashed(paper.addressees)
    return [f"Kính gửi: {lines[0][2:]}"] if len(lines) == 1 else ["Kính gửi:", *lines] if lines else []


def receiver_lines(paper: Paper) -> list[str]:
    """The list under Nơi nhận."""
    return _dashed(paper.receivers)


def signer_lines(signer: Signer) -> tuple[list[str], str]:
    """The capitals above the signature and the name below it, with the rank where there is one."""
    above = [plain(line) for line in (signer.authority, signer.position) if line]
    return above, plain(" ".join(part for part in (signer.rank, signer.name) if part))


def heading(block: Heading) -> str:
    """A heading with its number: "I. …", "1. …", "a) …"."""
    stop = ")" if block.level == 3 else "."
    return plain(f"{block.number}{stop} {block.text}" if block.number else block.text)


def title(document: Paper | Annex) -> str:
    """The file's title."""
    if isinstance(document, Annex):
        return plain(f"{document.label} - {document.title}")
    return plain(f"{document.kind} - {document.about}")


def head_rows(table: Table) -> list[list[HeadCell]]:
    """The head of a table: one row, or two when columns are grouped."""
    columns = table.columns
    if not any(column.group for column in columns):
        return [[HeadCell(plain(column.title), 1, 1) for column in columns]]
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    place = 0
    while place < len(columns):
        column = columns[place]
        end = place + 1
        while column.group and end < len(columns) and columns[end].group == column.group:
            end += 1
        if column.group:
            upper.append(HeadCell(plain(column.group), end - place, 1))
            lower += [HeadCell(plain(inner.title), 1, 1) for inner in columns[place:end]]
        else:
            upper.append(HeadCell(plain(column.title), 1, 2))
        place = end
    return [upper, lower]
