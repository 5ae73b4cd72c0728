"""The paper on the situation from the digest: reports as the viewer holds them, in the words of papers."""

from collections.abc import Callable

from django.utils import translation
from msgspec import Struct

from hiepdong.forces import queries as forces
from hiepdong.information import digest as reading
from hiepdong.information import wording
from hiepdong.information.digest import NO_ONWARD, NOWHERE, Choice, Digest, Row, Span, Told
from hiepdong.information.queries import Debt, ReportLine
from hiepdong.journal import queries as journal
from hiepdong.papers import duty_day
from hiepdong.papers.numbers_vi import count, moment, number
from hiepdong.papers.report import Period, RecordLine
from hiepdong.papers.situation import OpenLine, SeenLine, Share, SideFigure, SituationReport
from hiepdong.records.sight import Viewer
from hiepdong.terrain import communes
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import day_of, now
from hiepdong.vocabulary.refusals import Refused

SIDES = ("outer", "inner")
"""In the order of the coordination report; sides that an office added follow."""


def report(
    viewer: Viewer, span: Span, parts: dict[str, str] | None = None, *, no_onward: bool = True
) -> SituationReport:
    """The paper as data, a draft. Raises Refused query.invalid, act.not_permitted.

    Who reads no records has none: it would say that there was nothing.
    """
    if not viewer.reads_records:
        raise Refused("act.not_permitted", viewer.login)
    found, name = reading.digest(viewer, span, no_onward=no_onward), forces.book().name
    told = _Telling(viewer, name, no_onward)
    used = [found.marking] if found.marking else []
    sides = tuple(_side(told, found, side) for side in sides_of(found))
    return SituationReport(
        period=Period(found.start, found.end), before=Period(found.before_start, found.before_end), sides=sides,
        waiting=tuple(_waiting(name, debt) for debt in (*found.open.by_us, *found.open.to_us)),
        bound=found.bound, markings=duty_day.markings(viewer.unit, used), basis=tuple(_basis(name(viewer.unit), found)),
        parts=parts or {},
    )  # fmt: skip


def sides_of(found: Digest) -> list[str]:
    """The sides, the outer first; one that an office added only where something was seen of it."""
    return [*SIDES, *(side for side in found.total.now if side not in SIDES and found.total.now[side])]


class _Telling(Struct, frozen=True):
    """For whom reports are told, and how units are called; the book of units is opened once."""

    viewer: Viewer
    name: Callable[[str], str]
    no_onward: bool

    def lines(self, span: Span, choice: Choice) -> tuple[SeenLine, ...]:
        """The reports behind a number, in order of time; papers are Vietnamese whatever the desk is read in."""
        found, _ = reading.told(self.viewer, span, choice, no_onward=self.no_onward)
        with translation.override("vi"):
            return tuple(_line(self.viewer.unit, self.name, one) for one in reversed(found))


def _side(told: _Telling, found: Digest, side: str) -> SideFigure:
    span = (found.start, found.end)
    return SideFigure(
        name=codes.sides.word(side), count=_share("", found.total, side),
        topics=_shares(found.topics, side, codes.topics.word), places=_shares(found.places, side, place_word),
        lines=told.lines(span, Choice(side=side)),
        previous_lines=told.lines(span, Choice(side=side, before=True)),
    )  # fmt: skip


def _share(label: str, row: Row, side: str) -> Share:
    return Share(label, row.now.get(side, 0), row.before.get(side, 0) if row.before else None)


def _shares(rows: list[Row], side: str, word: Callable[[str], str]) -> tuple[Share, ...]:
    """What there was any of in the period."""
    return tuple(_share(word(row.key), row, side) for row in rows if row.now.get(side))


def place_word(key: str) -> str:
    """A place's key in words."""
    held = reading.commune_of(key)
    return held.inline if held else "chưa rõ xã" if key == NOWHERE else key


def _line(unit: str, name: Callable[[str], str], told: Told) -> SeenLine:
    line = told.line
    bound = line.owner != unit and NO_ONWARD in line.caveats
    return SeenLine(
        at=line.seen, place=_place(line), marks=", ".join(wording.caveat(code, "vi") for code in line.caveats),
        standing=wording.standing(line.supports, line.contradicts), bound=bound,
        marking=codes.markings[told.marking].vi,
        records=(RecordLine(record=line.record, title=line.title, owner=name(line.owner)),),
    )  # fmt: skip


def _place(line: ReportLine) -> str:
    held = communes.commune(line.commune, day_of(line.seen)) if line.commune else None
    marker = f"mốc {line.marker}" if line.marker else ""
    return ", ".join(part for part in (marker, line.village, held.inline if held else line.commune) if part)


def _waiting(name: Callable[[str], str], debt: Debt) -> OpenLine:
    return OpenLine(
        asker=name(debt.asker), unit=name(debt.unit), sent=day_of(debt.sent), due=debt.due,
        records=(RecordLine(record=debt.record, title=debt.title, owner=name(debt.asker)),),
    )  # fmt: skip


def _basis(unit: str, found: Digest) -> list[str]:
    at, seq = now(), number(journal.head().seq)
    counted = (
        f"Đếm lúc {moment(at)}, nhật ký đến mục {seq}, từ các tin mà "
        f"{unit} được xem. Tin tính vào ngày nắm được; không tính tin đã hủy, tin diễn tập."
    )
    lines = [counted, "Kỳ trước là khoảng dài bằng kỳ này ngay trước đó."]
    if not found.before_known:
        lines.append("Chưa có tin nào từ kỳ trước trở về trước nên không so sánh.")
    if found.left_out:
        lines.append(f"Để ngoài {count(found.left_out, padded=True)} tin của đơn vị khác mang dấu KHÔNG CHUYỂN TIẾP.")
    return lines
