"""What chapters II.1 to II.9 say of joint activities and of what was exchanged at the desk.

A chapter of which nothing was counted says nothing here: its dotted line is left to be filled in.
"""

from collections.abc import Iterable, Iterator

from hiepdong.papers.numbers_vi import change, count, listing, period, spelled_span
from hiepdong.papers.report import (
    EXCHANGE,
    ActivityFigure,
    CoordinationReport,
    Counts,
    ExchangeFigure,
    PaperSettings,
)

EXCHANGING, VERIFYING = ("phone-exchange", "meeting-exchange"), "joint-verification"
GIVEN, PASSED, SUMMED = "given", ("report", "case"), ("report", "case", "verified")
SAID: dict[tuple[str, str], tuple[str, str, str]] = {
    ("report", GIVEN): ("gửi", "lượt tin", "Tin đã gửi"),
    ("report", "received"): ("nhận", "lượt tin", "Tin đã nhận"),
    ("case", GIVEN): ("gửi", "lượt hồ sơ vụ việc", "Hồ sơ vụ việc đã gửi"),
    ("case", "received"): ("nhận", "lượt hồ sơ vụ việc", "Hồ sơ vụ việc đã nhận"),
    ("request", GIVEN): ("gửi", "đề nghị xác minh", "Đề nghị xác minh đã gửi"),
    ("request", "received"): ("nhận", "đề nghị xác minh", "Đề nghị xác minh đã nhận"),
    ("answer", GIVEN): ("trả lời", "lần", "Trả lời xác minh đã gửi"),
    ("answer", "received"): ("nhận", "trả lời", "Trả lời xác minh đã nhận"),
    ("verified", GIVEN): ("xác minh xong cho đơn vị bạn", "đề nghị", "Đề nghị đã xác minh xong cho đơn vị bạn"),
    ("verified", "received"): ("được đơn vị bạn xác minh xong", "đề nghị", "Đề nghị được đơn vị bạn xác minh xong"),
}
"""Of what was given and received: how it was done, what it is counted in, and what the annex calls it."""


def sentences(report: CoordinationReport, settings: PaperSettings, chapter: str) -> list[str]:
    """What a chapter says, a paragraph each; empty when nothing was counted in the period or the one before."""
    figures = [one for one in report.activities if one.chapter == chapter]
    if chapter == EXCHANGE:
        return _of_exchange(report, settings, figures)
    done = [_of_kinds(report, settings, figures), _apart(settings, figures)]
    said = [sentence for sentence in done if sentence]
    moved = _moved(report, settings, figures)
    if moved and not said:
        said = ["Trong kỳ, chưa ghi nhận hoạt động nào thuộc phần này."]
    return [*said, *moved]


def _who(report: CoordinationReport, settings: PaperSettings) -> tuple[str, str]:
    """Whose work it was; without anybody asked to have taken part it is only said to be on record."""
    return (listing(report.forces), "đã tổ chức") if report.forces else (settings.unit, "ghi nhận")


def _of_kinds(report: CoordinationReport, settings: PaperSettings, figures: list[ActivityFigure]) -> str:
    groups = [said_of(one, padded=settings.padded_prose) for one in figures if not one.abroad and one.now.times]
    who, done = _who(report, settings)
    return f"Trong kỳ, {who} {done} {'; '.join(groups)}." if groups else ""


def _apart(settings: PaperSettings, figures: list[ActivityFigure]) -> str:
    """What was done with the Chinese side, which no joint count of our own forces holds."""
    groups = [said_of(one, padded=settings.padded_prose) for one in figures if one.abroad and one.now.times]
    return f"Tính riêng, {'; '.join(groups)}." if groups else ""


def said_of(figure: ActivityFigure, *, padded: bool) -> str:
    """A kind in words: "tuần tra chung 10 lần, với 120 lượt cán bộ, chiến sĩ"; "vận động giao nộp 14 khẩu súng"."""
    now, (times, attendances, items) = figure.now, figure.words
    held = f"{count(now.times, padded=padded)} {times}"
    if now.attendances:
        held += f", với {count(now.attendances, padded=padded)} {attendances}"
    things = f"{count(now.items, padded=padded)} {items}"
    noun = items.partition(" ")[2]
    if now.items and noun and figure.label.endswith(f" {noun}"):
        return f"{figure.label.removesuffix(noun)}{things} ({held})"
    return f"{figure.label} {held}" + (f", {things}" if now.items else "")


def _moved(report: CoordinationReport, settings: PaperSettings, figures: list[ActivityFigure]) -> list[str]:
    """How each kind moved against the same period, in one sentence."""
    groups = [
        f"{one.label} {', '.join(changes)}"
        for one in figures
        if (changes := _changes(one.now, one.before, one.words, padded=settings.padded_prose))
    ]
    if not report.year_before or not groups:
        return []
    span = period(report.year_before.start, report.year_before.end)
    return [f"So với cùng kỳ ({span}): {'; '.join(groups)}."]


def _changes(now: Counts, before: Counts | None, words: tuple[str, str, str], *, padded: bool) -> list[str]:
    if before is None:
        return []
    pairs = zip(
        (now.times, now.attendances, now.items), (before.times, before.attendances, before.items), words, strict=True
    )
    return [change(new, old, word, padded=padded) for new, old, word in pairs if new or old]


# ---------------------------------------------------------------- exchange of information


def exchanges_total(report: CoordinationReport) -> tuple[tuple[int, int], tuple[int | None, int | None]]:
    """How often information was exchanged and how many pieces were verified, now and in the same period.

    Exchanged: reports and cases given and received, and the times of what was exchanged outside the desk. Verified:
    requests answered to the end, and the pieces of joint verification outside the desk.
    """
    given = [one for one in report.exchanges if one.what in PASSED]
    verified = [one for one in report.exchanges if one.what == "verified"]
    outside = [one for one in report.activities if one.kind in EXCHANGING]
    checked = [one for one in report.activities if one.kind == VERIFYING]
    now = (
        sum(one.now for one in given) + sum(one.now.times for one in outside),
        sum(one.now for one in verified) + sum(one.now.items for one in checked),
    )
    return now, (
        _together([*(one.before for one in given), *(one.before.times if one.before else None for one in outside)]),
        _together([*(one.before for one in verified), *(one.before.items if one.before else None for one in checked)]),
    )


def _together(before: Iterable[int | None]) -> int | None:
    """A sum that is known only where every part of it is."""
    parts = list(before)
    known = [one for one in parts if one is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def _of_exchange(report: CoordinationReport, settings: PaperSettings, figures: list[ActivityFigure]) -> list[str]:
    (times, pieces), before = exchanges_total(report)
    padded = settings.padded_prose
    others = [one for one in report.exchanges if one.now]
    held = [one for one in figures if one.now.times]
    if not others and not held:
        return []
    said = []
    if times:
        said.append(f"trao đổi thông tin được {count(times, padded=padded)} lần")
    if pieces:
        said.append(f"phối hợp kiểm tra, xác minh {count(pieces, padded=padded)} tin")
    span = spelled_span(report.period.start, report.period.end)
    who = listing(report.forces) or settings.unit
    opening = [f"{span[0].upper()}{span[1:]}, {who} đã {', '.join(said)}."] if said else []
    moved = _exchange_moved(report, (times, pieces), before, padded=padded)
    return [*opening, *moved, *_details(others, held, padded=padded)]


def _details(others: list[ExchangeFigure], held: list[ActivityFigure], *, padded: bool) -> list[str]:
    """What the opening numbers are made of, then what was asked and answered besides."""
    parts = [*_given([one for one in others if one.what in SUMMED], padded=padded)]
    parts += [said_of(one, padded=padded) for one in held]
    asked = "; ".join(_given([one for one in others if one.what not in SUMMED], padded=padded))
    made_of = [f"Trong đó: {'; '.join(parts)}."] if parts else []
    return [*made_of, *([f"{asked[:1].upper()}{asked[1:]}."] if asked else [])]


def _given(figures: list[ExchangeFigure], *, padded: bool) -> Iterator[str]:
    """What went which way: "gửi 2 lượt tin, 87 lượt hồ sơ vụ việc"; "nhận 4 lượt tin"."""
    grouped: dict[str, list[str]] = {}
    for one in figures:
        verb, word, _ = SAID[one.what, one.way]
        grouped.setdefault(verb, []).append(f"{count(one.now, padded=padded)} {word}")
    for verb, parts in grouped.items():
        yield f"{verb} {', '.join(parts)}"


def _exchange_moved(
    report: CoordinationReport, now: tuple[int, int], before: tuple[int | None, int | None], *, padded: bool
) -> list[str]:
    labels = ("trao đổi thông tin", "kiểm tra, xác minh")
    moved = [
        f"{label} {change(new, old, word, padded=padded)}"
        for label, new, old, word in zip(labels, now, before, ("lần", "tin"), strict=True)
        if old is not None and (new or old)
    ]
    if not report.year_before or not moved:
        return []
    span = period(report.year_before.start, report.year_before.end)
    return [f"So với cùng kỳ ({span}): {', '.join(moved)}."]
