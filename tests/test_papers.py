"""Official papers: the words of their numbers, what a report says, and how it is set in PDF and DOCX."""

import io
import re
import subprocess
import sys
import time
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import docx as word
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader

from hiepdong.papers import docx, numbers_vi, typst
from hiepdong.papers.coordination import comparison_sentence, compose, figure_sentence
from hiepdong.papers.coordination_annex import internal_annex
from hiepdong.papers.files import write
from hiepdong.papers.forms import (
    Annex,
    Column,
    Fill,
    Header,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signer,
    Table,
    ended,
    paragraphs,
)
from hiepdong.papers.report import (
    PARTS,
    CategoryFigure,
    CoordinationReport,
    EventLine,
    PaperSettings,
    Period,
    RecordLine,
)

AT = datetime(2024, 1, 5, 1, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ARTICLE = (
    "18 vụ, với 24 đối tượng mua bán, tàng trữ trái phép chất ma túy; "
    "7 vụ, với 9 đối tượng vận chuyển hàng cấm; "
    "6 vụ, với 9 người nước ngoài vi phạm nhập cảnh không khai báo; "
    "2 vụ, với 4 đối tượng tổ chức cho người khác xuất cảnh trái phép; "
    "6 đối tượng tự ý nhập cảnh trái phép; "
    "phát hiện, bắt giữ 1 đối tượng truy nã"
)


def event(*names: str, cases: int = 1, subjects: int = 1, withheld: str = "") -> EventLine:
    """An event behind a figure, of the records named."""
    lines = (
        RecordLine(record=name, title=f"Vận chuyển pháo nổ ({name})", owner="Đồn Biên phòng Ba Sơn",
                   withheld=name == withheld)
        for name in names
    )  # fmt: skip
    return EventLine(day=date(2022, 3, 5), lead="Công an huyện", cases=cases, subjects=subjects, records=tuple(lines))


def category(label: str, cases: int | None, subjects: int, before: tuple[int | None, int], **more):
    return CategoryFigure(
        label=label,
        cases=cases,
        subjects=subjects,
        previous_cases=before[0],
        previous_subjects=before[1],
        **more,
    )


CATEGORIES = (
    category("mua bán, tàng trữ trái phép chất ma túy", 18, 24, (15, 26), counted_from=25),
    category(
        "vận chuyển hàng cấm",
        7,
        9,
        (7, 8),
        counted_from=3,
        events=(event("a1b2c3", "d4e5f6", subjects=2, withheld="d4e5f6"), event("778899", cases=0)),
        previous_events=(event("0f0f0f"),),
    ),
    category("vi phạm nhập cảnh không khai báo", 6, 9, (8, 12), persons="người nước ngoài"),
    category("tổ chức cho người khác xuất cảnh trái phép", 2, 4, (0, 0)),
    category("tự ý nhập cảnh trái phép", None, 6, (None, 3)),
    category("truy nã", None, 1, (None, 0), found="phát hiện, bắt giữ"),
)
REPORT = CoordinationReport(
    period=Period(date(2019, 1, 1), date(2023, 12, 31)),
    comparison=Period(date(2014, 1, 1), date(2018, 12, 31)),
    forces=("Công an huyện Cao Lộc", "các đồn biên phòng"),
    categories=CATEGORIES,
    parts={
        "I.2": "Địa bàn rộng, nhiều đường mòn, lối tắt.\nAn ninh chính trị được giữ vững.",
        "V": "Không.",
    },
    dated=date(2024, 1, 5),
)
OFFICE = PaperSettings(
    superior="CÔNG AN TỈNH LẠNG SƠN",
    issuer="CÔNG AN HUYỆN CAO LỘC",
    unit="Công an huyện Cao Lộc",
    symbol="/BC-CAH",
    place="Cao Lộc",
    area="trên địa bàn huyện Cao Lộc",
    addressees=("Công an tỉnh Lạng Sơn", "Ủy ban nhân dân huyện Cao Lộc"),
    signers=(
        Signer(
            authority="KT. TRƯỞNG CÔNG AN HUYỆN",
            position="PHÓ TRƯỞNG CÔNG AN HUYỆN",
            rank="Thượng tá",
            name="Vi Văn Mẫu",
        ),
    ),
    receivers=("Như trên", "Các đồn biên phòng;", "Lưu: VT, TM."),
)


def squeezed(text: str) -> str:
    """Text as one reads it: line breaks and runs of blanks are one blank."""
    return re.sub(r"[\s\xa0]+", " ", text).strip()


def bare(text: str) -> str:
    return re.sub(r"[\s\xa0]+", "", text)


def pdf_pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def docx_part(data: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


def docx_lines(data: bytes) -> list[str]:
    """Every paragraph of the body in the order of the page, those in tables too."""
    lines = []
    for paragraph in docx_part(data).iter(f"{W}p"):
        pieces = [
            " " if piece.tag == f"{W}br" else piece.text or ""
            for piece in paragraph.iter()
            if piece.tag in {f"{W}t", f"{W}br"}
        ]
        lines.append("".join(pieces))
    return lines


def millimetres(*lengths: Length | None) -> list[int]:
    return [round(length.mm) for length in lengths if length is not None]


def said(paper: Paper) -> list[str]:
    """Every sentence the paper was given to say in its body, head and foot."""
    blocks = [
        "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else block.text
        for block in paper.body
        if isinstance(block, Paragraph | Heading)
    ]
    cells = [cell for block in paper.body if isinstance(block, Table) for row in block.rows for cell in row]
    foot = [text for s in paper.signers for text in (s.authority, s.position, f"{s.rank} {s.name}")]
    return [paper.kind, squeezed(paper.about), *blocks, *cells, *foot, paper.header.issuer]


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (7, "7"), (999, "999"), (1080, "1.080"), (21500000, "21.500.000")]
)
def test_number(value, text):
    assert numbers_vi.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [("41.587", "41,587"), ("0.125", "0,125"), ("1250", "1.250"), ("1080.50", "1.080,50")]
)
def test_decimal(value, text):
    assert numbers_vi.decimal(Decimal(value)) == text


@pytest.mark.parametrize(
    ("part", "base", "text"),
    [(1, 8, "12,5%"), (3, 15, "20%"), (1, 3, "33,3%"), (12, 10, "120%"), (1, 16, "6,3%")],
)
def test_percent(part, base, text):
    assert numbers_vi.percent(part, base) == text


def test_percent_of_nothing_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        numbers_vi.percent(1, 0)


@pytest.mark.parametrize(
    ("value", "padded", "text"),
    [
        (2, True, "02"),
        (2, False, "2"),
        (0, True, "0"),
        (9, True, "09"),
        (10, True, "10"),
        (1080, True, "1.080"),
    ],
)
def test_count(value, padded, text):
    assert numbers_vi.count(value, padded=padded) == text


@pytest.mark.parametrize(
    ("cases", "persons", "padded", "text"),
    [
        (18, 24, False, "18 vụ, với 24 đối tượng"),
        (7, 9, False, "7 vụ, với 9 đối tượng"),
        (7, 9, True, "07 vụ, với 09 đối tượng"),
        (None, 6, False, "6 đối tượng"),
        (3, 0, True, "03 vụ"),
        (0, 2, False, "2 đối tượng"),
        (0, 0, True, "0 đối tượng"),
    ],
)
def test_counted(cases, persons, padded, text):
    assert numbers_vi.counted(cases, persons, "đối tượng", padded=padded) == text


@pytest.mark.parametrize(
    ("now", "before", "padded", "text", "cell"),
    [
        (18, 15, True, "tăng 03 vụ (20%)", "+03 (20%)"),
        (18, 15, False, "tăng 3 vụ (20%)", "+3 (20%)"),
        (10, 9, True, "tăng 01 vụ", "+01"),
        (9, 10, True, "giảm 01 vụ (10%)", "-01 (10%)"),
        (4, 6, True, "giảm 02 vụ", "-02"),
        (7, 7, True, "số vụ không đổi", "0"),
        (2, 0, True, "tăng 02 vụ", "+02"),
        (0, 16, True, "giảm 16 vụ (100%)", "-16 (100%)"),
    ],
)
def test_change(now, before, padded, text, cell):
    assert numbers_vi.change(now, before, "vụ", padded=padded) == text
    assert numbers_vi.signed(now, before, padded=padded) == cell


def test_compared():
    assert numbers_vi.compared(("tăng 03 vụ (20%)",)) == "tăng 03 vụ (20%) so với cùng kỳ"


@pytest.mark.parametrize(
    ("day", "words", "short", "table"),
    [
        (date(2024, 1, 5), "ngày 05 tháng 01 năm 2024", "05/01/2024", "05/01/2024"),
        (date(2019, 9, 5), "ngày 05 tháng 9 năm 2019", "05/9/2019", "05/09/2019"),
        (date(2023, 2, 14), "ngày 14 tháng 02 năm 2023", "14/02/2023", "14/02/2023"),
        (date(2023, 3, 2), "ngày 02 tháng 3 năm 2023", "02/3/2023", "02/03/2023"),
        (date(2023, 12, 31), "ngày 31 tháng 12 năm 2023", "31/12/2023", "31/12/2023"),
    ],
)
def test_dates(day, words, short, table):
    assert numbers_vi.date_words(day) == words
    assert numbers_vi.date_short(day) == short
    assert numbers_vi.date_table(day) == table


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((2023, 1, 1), (2023, 12, 31), "năm 2023"),
        ((2019, 1, 1), (2023, 12, 31), "từ năm 2019 đến năm 2023"),
        ((2024, 1, 1), (2024, 3, 31), "quý I năm 2024"),
        ((2024, 10, 1), (2024, 12, 31), "quý IV năm 2024"),
        ((2024, 1, 1), (2024, 6, 30), "6 tháng đầu năm 2024"),
        ((2024, 7, 1), (2024, 12, 31), "6 tháng cuối năm 2024"),
        ((2024, 1, 1), (2024, 9, 30), "9 tháng đầu năm 2024"),
        ((2024, 2, 1), (2024, 2, 29), "tháng 02 năm 2024"),
        ((2024, 5, 1), (2024, 5, 31), "tháng 5 năm 2024"),
        ((2024, 2, 1), (2024, 4, 30), "từ ngày 01/02/2024 đến ngày 30/4/2024"),
        ((2022, 12, 15), (2023, 12, 14), "từ ngày 15/12/2022 đến ngày 14/12/2023"),
        ((2022, 7, 1), (2023, 6, 30), "từ ngày 01/7/2022 đến ngày 30/6/2023"),
        ((2023, 9, 2), (2023, 9, 2), "ngày 02/9/2023"),
    ],
)
def test_period(start, end, text):
    assert numbers_vi.period(date(*start), date(*end)) == text


def test_a_period_must_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before it starts"):
        numbers_vi.period(date(2023, 2, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ((), ""),
        (("công an",), "công an"),
        (("công an", "quân sự", "biên phòng"), "công an, quân sự và biên phòng"),
    ],
)
def test_listing(names, text):
    assert numbers_vi.listing(names) == text


# ------------------------------------------------------------------ what the report says


def test_the_figures_are_said_as_the_article_says_them():
    assert figure_sentence(REPORT, OFFICE) == (
        "Từ ngày 01/01/2019 đến ngày 31/12/2023, Công an huyện Cao Lộc và các đồn biên phòng "
        f"đã phối hợp đấu tranh, bắt giữ, xử lý {ARTICLE}."
    )


def test_padding_is_a_switch_of_the_unit():
    assert "07 vụ, với 09 đối tượng" in figure_sentence(REPORT, replace(OFFICE, padded_prose=True))


def test_comparison():
    text = comparison_sentence(REPORT, OFFICE)
    assert text.startswith("Kết quả trên so với cùng kỳ (từ ngày 01/01/2014 đến ngày 31/12/2018): ")
    assert "chất ma túy tăng 3 vụ (20%), giảm 2 đối tượng (7,7%);" in text
    assert "nhóm vận chuyển hàng cấm số vụ không đổi, tăng 1 đối tượng;" in text
    assert "giảm 2 vụ, giảm 3 người nước ngoài (25%);" in text
    assert text.endswith("nhóm truy nã tăng 1 đối tượng.")


def test_one_group_is_compared_in_one_clause():
    text = comparison_sentence(replace(REPORT, categories=CATEGORIES[:1]), replace(OFFICE, padded_prose=True))
    assert text.startswith("Kết quả trên tăng 03 vụ (20%), giảm 02 đối tượng (7,7%) so với cùng kỳ (")


@pytest.mark.parametrize("lacking", [{"comparison": None}, {"categories": ()}])
def test_nothing_is_compared_without_a_like(lacking):
    assert comparison_sentence(replace(REPORT, **lacking), OFFICE) == ""


def test_groups_without_anything_are_left_out_of_the_sentence_but_stay_in_the_table():
    empty = category("vận chuyển hàng cấm", 0, 0, (1, 1))
    report = replace(REPORT, categories=(CATEGORIES[0], empty))
    assert "hàng cấm" not in figure_sentence(report, OFFICE)
    table = next(block for block in compose(report, OFFICE).body if isinstance(block, Table))
    assert table.rows[1] == ("2", "Vận chuyển hàng cấm", "0", "0", "01", "01", "-01", "-01")
    assert "chưa ghi nhận" in figure_sentence(replace(REPORT, categories=(empty,)), OFFICE)


def test_chapters_are_those_of_the_practice_and_empty_parts_are_left_to_be_filled_in():
    paper = compose(REPORT, OFFICE)
    headings = [f"{b.number} {b.text}" for b in paper.body if isinstance(b, Heading) and b.level == 1]
    assert [line.split()[0] for line in headings] == ["I", "II", "III", "IV", "V"]
    numbers = [b.number for b in paper.body if isinstance(b, Heading) and b.level == 2]
    assert numbers == ["1", "2", *"123456789", "1", "2", "3"]
    given_parts = {*REPORT.parts, "II.4"}
    assert sum(isinstance(block, Fill) for block in paper.body) == len(set(PARTS) - given_parts)


def test_a_part_without_a_place_is_refused():
    with pytest.raises(ValueError, match=r"VI\.1"):
        compose(replace(REPORT, parts={"VI.1": "…"}), OFFICE)


@pytest.mark.parametrize(("last", "text"), [("Không.", "Không./."), ("Hết", "Hết./."), ("Còn nữa;", "Còn nữa./.")])
def test_the_body_ends_with_its_mark(last, text):
    (block,) = ended(paragraphs(last))
    assert isinstance(block, Paragraph)
    assert block.runs[-1].text == text
    assert ended((Fill(2),)) == (Fill(2, "./."),)
    assert ended(()) == ()


figures = st.builds(
    CategoryFigure,
    label=st.sampled_from(["vận chuyển hàng cấm", "tàng trữ trái phép chất ma túy"]),
    cases=st.none() | st.integers(0, 30),
    subjects=st.integers(0, 3000),
    previous_cases=st.none() | st.integers(0, 30),
    previous_subjects=st.none() | st.integers(0, 3000),
)


def read(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


@given(st.lists(figures, max_size=4), st.booleans())
def test_no_number_is_invented(categories, padded):
    report = replace(REPORT, categories=tuple(categories))
    office = replace(OFFICE, padded_prose=padded, padded_tables=padded)
    block = next((b for b in compose(report, office).body if isinstance(b, Table)), None)
    cells = [cell for row in block.rows for cell in row[2:]] if block else []
    text = " ".join([figure_sentence(report, office), comparison_sentence(report, office), *cells])
    text = re.sub(r"\d\d/\d+/\d{4}", "", text)
    allowed = set()
    for figure in categories:
        pairs = ((figure.cases, figure.previous_cases), (figure.subjects, figure.previous_subjects))
        for now, before in pairs:
            allowed |= {Decimal(value) for value in (now, before) if value is not None}
            if now is not None and before is not None:
                move = abs(now - before)
                allowed.add(Decimal(move))
                if before >= 10:
                    allowed.add(Decimal(numbers_vi.percent(move, before)[:-1].replace(".", "").replace(",", ".")))
    found = {Decimal(n.replace(".", "").replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)*", text)}
    assert found <= allowed


# ------------------------------------------------------------------ the files


def test_pdf_says_every_sentence_in_nfc():
    paper = compose(REPORT, OFFICE)
    text = "\n".join(pdf_pages(typst.render(paper, at=AT)))
    assert unicodedata.is_normalized("NFC", text)
    body = bare(text)
    for sentence in said(paper):
        assert bare(sentence) in body, sentence


def test_docx_says_every_sentence_in_nfc():
    paper = compose(REPORT, OFFICE)
    lines = docx_lines(docx.render(paper, at=AT))
    assert all(unicodedata.is_normalized("NFC", line) for line in lines)
    body = squeezed("\n".join(lines))
    for sentence in said(paper):
        assert sentence in body, sentence


def test_decomposed_text_is_composed():
    report = replace(REPORT, parts={"V": unicodedata.normalize("NFD", "Đề nghị tăng cường tuần tra.")})
    paper = compose(report, OFFICE)
    assert "Đề nghị tăng cường tuần tra./." in docx_lines(docx.render(paper, at=AT))
    assert bare("Đề nghị tăng cường tuần tra./.") in bare("".join(pdf_pages(typst.render(paper, at=AT))))


def test_components_stand_in_the_order_of_the_decree():
    paper = compose(REPORT, replace(OFFICE, urgency="khan", marking="LƯU HÀNH NỘI BỘ"))
    expected = [
        "CÔNG AN TỈNH LẠNG SƠN",
        "CÔNG AN HUYỆN CAO LỘC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /BC-CAH",
        "DỰ THẢO",
        "KHẨN",
        "LƯU HÀNH NỘI BỘ",
        "Cao Lộc, ngày 05 tháng 01 năm 2024",
        "BÁO CÁO",
        "Kính gửi:",
        "- Công an tỉnh Lạng Sơn;",
        "- Ủy ban nhân dân huyện Cao Lộc.",
        "Không./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Các đồn biên phòng;",
        "- Lưu: VT, TM.",
        "KT. TRƯỞNG CÔNG AN HUYỆN",
        "PHÓ TRƯỞNG CÔNG AN HUYỆN",
        "Thượng tá Vi Văn Mẫu",
    ]
    lines = [squeezed(line) for line in docx_lines(docx.render(paper, at=AT))]
    assert [line for line in lines if line in expected] == expected
    pdf = [squeezed(line) for page in pdf_pages(typst.render(paper, at=AT)) for line in page.splitlines()]
    assert set(expected) <= set(pdf)
    assert pdf.index("DỰ THẢO") < pdf.index("BÁO CÁO") < pdf.index("Không./.") < pdf.index("Thượng tá Vi Văn Mẫu")


def test_an_approved_paper_is_no_draft_and_is_never_numbered():
    paper = compose(replace(REPORT, draft=False), OFFICE)
    text = "\n".join([*pdf_pages(typst.render(paper, at=AT)), *docx_lines(docx.render(paper, at=AT))])
    assert "DỰ THẢO" not in text
    assert set(re.findall(r"Số:\s*(\S+)", text)) == {"/BC-CAH"}


def test_a_date_not_yet_known_is_left_blank():
    lines = docx_lines(docx.render(compose(replace(REPORT, dated=None), OFFICE), at=AT))
    assert "Cao Lộc, ngày      tháng      năm      " in lines


def test_the_issued_paper_names_no_record_and_no_software():
    paper = compose(REPORT, OFFICE)
    text = "".join(pdf_pages(typst.render(paper, at=AT))) + "".join(docx_lines(docx.render(paper, at=AT)))
    for word_of_ours in ("a1b2c3", "http", "ypst", "Hiệp đồng", "hồ sơ", "Phụ lục", "PHỤ LỤC"):
        assert word_of_ours not in text


def test_the_internal_annex_lists_the_records_of_every_figure():
    annex = internal_annex(REPORT, OFFICE)
    for text in (
        squeezed(" ".join(docx_lines(docx.render(annex, at=AT)))),
        squeezed(" ".join(pdf_pages(typst.render(annex, at=AT)))),
    ):
        assert "PHỤ LỤC (nội bộ, không phát hành)" in text
        assert "2. Vận chuyển hàng cấm: 07 vụ, với 09 đối tượng" in text
        assert "Tính từ 03 hồ sơ." in text
        for word_of_row in ("a1b2c3", "d4e5f6", "778899", "0f0f0f", "05/03/2022", "Cùng kỳ"):
            assert word_of_row in text
    tables = [block for block in annex.body if isinstance(block, Table)]
    given = [(row[0], row[4], row[5]) for row in tables[0].rows]
    assert given == [("1", "1", "2"), ("", "", ""), ("2", "-", "1"), ("", "1", "3")], "the last row adds up"
    assert tables[0].rows[1][2].startswith("(cùng vụ trên) ")
    assert tables[0].rows[1][2].endswith("(không được gửi phần đối tượng)")


def test_page_numbers_stand_from_the_second_page_and_start_anew_in_an_annex():
    annexes = tuple(Annex(label=f"PHỤ LỤC {n}", title="DANH MỤC", body=paragraphs("Dòng.\n" * 60)) for n in ("I", "II"))
    pages = pdf_pages(typst.render(replace(compose(REPORT, OFFICE), annexes=annexes), at=AT))
    tops = [page.strip().splitlines()[0] for page in pages]
    first_annex = tops.index("PHỤ LỤC I")
    assert tops[1:first_annex] == [str(n) for n in range(2, first_annex + 1)]
    assert tops[first_annex:] == ["PHỤ LỤC I", "2", "PHỤ LỤC II", "2"]
    assert tops[0] == "CÔNG AN TỈNH LẠNG SƠN"


def test_docx_page_is_that_of_the_decree():
    data = docx.render(compose(REPORT, OFFICE), at=AT)
    section = word.Document(io.BytesIO(data)).sections[0]
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert millimetres(*margins) == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert not "".join(p.text for p in section.first_page_header.paragraphs)
    assert " PAGE " in section.header._element.xml
    assert '<w:jc w:val="center"/>' in word.Document(io.BytesIO(data)).styles["Header"].element.xml


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Superior", 12, False, False),
        ("Issuer", 12, True, False),
        ("Nation", 12, True, False),
        ("Motto", 13, True, False),
        ("Number", 13, False, False),
        ("Place Date", 13, False, True),
        ("Title", 14, True, False),
        ("Subtitle", 14, True, False),
        ("Body Text", 14, False, False),
        ("Heading 1", 14, True, False),
        ("Heading 2", 14, True, False),
        ("Heading 3", 14, False, False),
        ("Signature", 14, True, False),
        ("Receivers Head", 12, True, True),
        ("Receivers", 11, False, False),
    ],
)
def test_docx_styles_have_the_sizes_of_the_decree(style, size, bold, italic):
    document = word.Document(io.BytesIO(docx.render(compose(REPORT, OFFICE), at=AT)))
    found = document.styles[style]
    assert (found.font.size.pt, found.font.bold, found.font.italic) == (size, bold, italic)
    assert found.font.name == "Times New Roman"
    fonts = found.element.rPr.rFonts.attrib
    assert set(fonts.values()) == {"Times New Roman"}


def test_docx_body_is_justified_and_indented():
    document = word.Document(io.BytesIO(docx.render(compose(REPORT, OFFICE), at=AT)))
    shape = document.styles["Body Text"].paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent.mm, 1) == 12.7
    assert shape.space_after.pt == 6
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Body Text", "Caption"} <= used


def test_docx_names_the_unit_and_no_program():
    data = docx.render(compose(REPORT, OFFICE), at=AT)
    core = word.Document(io.BytesIO(data)).core_properties
    assert core.author == core.last_modified_by == "CÔNG AN HUYỆN CAO LỘC"
    assert core.created == core.modified == AT
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "docProps/app.xml" not in archive.namelist()
        assert not any(b"python-docx" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("room", [typst, docx])
def test_the_same_paper_gives_the_same_bytes(room):
    paper = compose(REPORT, OFFICE)
    first = room.render(paper, at=AT)
    time.sleep(0.01)
    assert room.render(paper, at=AT) == first
    with pytest.raises(ValueError, match="time zone"):
        room.render(paper, at=AT.replace(tzinfo=None))


@pytest.mark.parametrize("room", [typst, docx])
def test_long_names_and_many_rows_hold(room):
    long = "ĐỒN BIÊN PHÒNG CỬA KHẨU QUỐC TẾ HỮU NGHỊ VÀ GA ĐƯỜNG SẮT QUỐC TẾ ĐỒNG ĐĂNG " * 3
    office = replace(
        OFFICE,
        issuer=long,
        superior=long,
        signers=tuple(Signer(authority=long, rank="Trung tá", name="Nông Thị " + "Mẫu " * 12) for _ in range(3)),
    )
    rows = tuple(category(f"nhóm {i} " + "rất dài " * 8, i, i * 1000, (i, i)) for i in range(60))
    data = room.render(compose(replace(REPORT, categories=rows), office), at=AT)
    text = "".join(pdf_pages(data)) if room is typst else "".join(docx_lines(data))
    assert bare(text).count(bare(long)) == 5
    assert bare("Nhóm 59 " + "rất dài " * 8) in bare(text)


UNPRINTABLE = "\n\t\x00\x0b\x1f\ud800\ufffe"
SPECIAL = st.text(
    alphabet=st.sampled_from("#$*@\\<>\"'`_~=[](){}-+/|&;:%^!?.,aĐđệ1" + "\n\t\x00\x0b\x1f\ud800\ufffe"),
    max_size=40,
)


def expected_text(text: str) -> str:
    return "".join(c for c in text if c not in UNPRINTABLE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SPECIAL, SPECIAL, SPECIAL, SPECIAL)
def test_no_character_is_ever_markup(title, running, cell, name):
    paper = Paper(
        header=Header(issuer=f"Ê{name}Ê", superior=f"Ơ{title}Ơ", symbol=f"/{cell}", place=name),
        kind="TỜ",
        about=f"Ầ{running}Ầ",
        addressees=(f"Ừ{name}Ừ",),
        body=(
            Heading(1, "I", f"Ẫ{title}Ẫ"),
            Paragraph((Run(f"Ẵ{running}"), Run(f"{cell}Ẵ", bold=True))),
            Table((Column(f"Ễ{title}Ễ", 1), Column("B", 1)), ((f"Ỗ{cell}Ỗ", "x"),), caption=f"Ỡ{name}Ỡ"),
        ),
        signers=(Signer(authority=f"Ữ{title}Ữ", name=f"Ỹ{name}Ỹ"),),
    )
    literal = (
        f"Ê{name}Ê",
        f"Ơ{title}Ơ",
        f"Ầ{running}Ầ",
        f"Ẫ{title}Ẫ",
        f"Ẵ{running}{cell}Ẵ",
        f"Ễ{title}Ễ",
        f"Ỗ{cell}Ỗ",
        f"Ỡ{name}Ỡ",
        f"Ữ{title}Ữ",
        f"Ỹ{name}Ỹ",
    )
    for text in (
        "".join(pdf_pages(typst.render(paper, at=AT))),
        "".join(docx_lines(docx.render(paper, at=AT))),
    ):
        for part in literal:
            assert bare(expected_text(part)) in bare(text)


def test_four_pages_are_set_in_good_time():
    report = replace(REPORT, parts=dict.fromkeys(PARTS, "Tiếp tục tuần tra, kiểm soát địa bàn. " * 12))
    paper = compose(report, OFFICE)
    typst.render(paper, at=AT)
    start = time.perf_counter()
    data = typst.render(replace(paper, kind="BÁO CÁO NHANH"), at=AT)
    assert time.perf_counter() - start < 1.5
    assert len(PdfReader(io.BytesIO(data)).pages) >= 4


def test_composing_loads_no_typesetter():
    script = (
        "import sys; import hiepdong.papers.coordination, hiepdong.papers.files, hiepdong.papers.typst; "
        "sys.exit(any(name in sys.modules for name in ('typst', 'docx', 'lxml')))"
    )
    source = Path(typst.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": str(source)}, check=False)
    assert done.returncode == 0


def test_files_are_written_with_the_annex_apart(tmp_path):
    files = write(REPORT, OFFICE, tmp_path / "bao-cao", at=AT)
    assert files.pdf.read_bytes().startswith(b"%PDF")
    assert "a1b2c3" not in "".join(docx_lines(files.docx.read_bytes()))
    assert "a1b2c3" in "".join(docx_lines(files.annex_docx.read_bytes()))
    assert "a1b2c3" in "".join(pdf_pages(files.annex_pdf.read_bytes()))
