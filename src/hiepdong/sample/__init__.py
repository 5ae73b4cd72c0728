"""The sample: acts made up by `python -m tools.sample`, and the article's figures that must come out of them."""

import json
from importlib.resources import files
from typing import Any

ACTS = "acts.jsonl"
TOGETHER = ("ca-caoloc", "bp-langson/**")
FIVE_YEARS = {"start": "2019-01-01", "end": "2023-12-31", "with_": TOGETHER}
BASON = {"start": "2023-01-01", "end": "2023-12-31", "with_": ("bp-bason", "ca-caolau|ca-xuatle")}
ENTRY = ("ad-cross-no-formalities", "ad-foreigner-not-permitted", "ad-border-area-not-declared")
ALONE = ("ad-cross-no-formalities", "ad-entry-no-document", "pc-347")


def acts() -> list[bytes]:
    """The acts, one JSON object each, in the order in which they are to be performed."""
    return (files(__name__) / ACTS).read_bytes().splitlines()


def logins() -> list[str]:
    """Everybody who can sign in: the administrator, and who was added."""
    added = [line["officer"]["login"] for line in map(json.loads, acts()) if line["act"] == "officer.add"]
    return ["admin", *dict.fromkeys(added)]


def _line(viewer: str, label: str, question: dict[str, Any], figures: tuple[int | None, int]) -> dict[str, Any]:
    return {"viewer": viewer, "label": label, "question": question, "cases": figures[0], "subjects": figures[1]}


def _district(
    label: str, offences: tuple[str, ...], figures: tuple[int | None, int], nationality: str | None = None
) -> dict[str, Any]:
    return _line("thammuu.caoloc", label, {**FIVE_YEARS, "offences": offences, "nationality": nationality}, figures)


def _bason(label: str, offences: tuple[str, ...], figures: tuple[int | None, int]) -> dict[str, Any]:
    return _line("chihuy.bason", label, {**BASON, "offences": offences}, figures)


ARTICLE: list[dict[str, Any]] = [
    _district("2019–2023: mua bán, tàng trữ trái phép chất ma túy", ("pc-249", "pc-251"), (18, 24)),
    _district("2019–2023: vận chuyển hàng cấm", ("pc-191",), (7, 9)),
    _district("2019–2023: người nước ngoài nhập cảnh không khai báo", ENTRY, (6, 9), "foreign"),
    _district("2019–2023: tổ chức cho người khác xuất cảnh trái phép", ("pc-348",), (2, 4)),
    _district("2019–2023: tự ý nhập cảnh trái phép", ALONE, (None, 6), "VN"),
    _district("2019–2023: truy nã", ("wanted-found",), (None, 1)),
    _bason("2023, Ba Sơn: tổ chức xuất, nhập cảnh trái phép", ("pc-348",), (7, 20)),
    _bason("2023, Ba Sơn: tàng trữ trái phép chất ma túy", ("pc-249",), (3, 5)),
    _bason("2023, Ba Sơn: truy nã (Công an huyện Lục Nam)", ("wanted-found",), (1, 1)),
]
"""What the article states: who asks, what, and how many cases (None: it states none) and persons."""
