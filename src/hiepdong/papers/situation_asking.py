"""What the page on the situation is asked, in its address: days, which number is opened, what is left out."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct
from msgspec.structs import replace

from hiepdong.information.digest import Choice, Span, span_before
from hiepdong.papers.written import WrittenSituation
from hiepdong.vocabulary.clock import read_day, today


class Asked(Struct, frozen=True, kw_only=True):
    """Days, both included; `no_onward` false leaves out what others do not let be passed on; a number to open."""

    start: date
    end: date
    no_onward: bool = True
    opened: Choice | None = None

    @property
    def span(self) -> Span:
        """The days asked for."""
        return self.start, self.end


def default() -> Asked:
    """Today."""
    return Asked(start=today(), end=today())


def read(asked: QueryDict) -> Asked:
    """What an address asks; one day alone is that day. Raises ValueError for a day that is none."""
    first, last = (asked.get(name, "").strip() for name in ("tu", "den"))
    start = read_day(first) if first else read_day(last) if last else today()
    end = read_day(last) if last else start
    choice = Choice(
        asked.get("phia", ""), asked.get("cd", ""), asked.get("noi", ""), before=asked.get("truoc") == "1"
    )  # fmt: skip
    return Asked(start=start, end=end, no_onward="bo" not in asked, opened=choice if _opens(asked) else None)


def _opens(asked: QueryDict) -> bool:
    return any(asked.get(name) for name in ("phia", "cd", "noi", "truoc"))


def query(asked: Asked, opened: Choice | None = None) -> str:
    """The address that asks for it, with a number to open."""
    pairs = [("tu", asked.start.isoformat()), ("den", asked.end.isoformat())]
    if not asked.no_onward:
        pairs.append(("bo", "1"))
    if opened:
        chosen = (("phia", opened.side), ("cd", opened.topic), ("noi", opened.place), ("truoc", "1" * opened.before))
        pairs += [(name, value) for name, value in chosen if value]
    return urlencode(pairs)


def address(written: WrittenSituation) -> str:
    """The address that asks for what a paper was written of."""
    period = written.report.period
    return query(Asked(start=period.start, end=period.end, no_onward=written.no_onward))


def presets(asked: Asked) -> list[dict[str, Any]]:
    """Days, weeks and months that are asked for again and again."""
    day = today()
    monday, first = day - timedelta(days=day.weekday()), day.replace(day=1)
    week_before, last = monday - timedelta(days=7), first - timedelta(days=1)
    spans = (
        (_("Hôm nay"), day, day), (_("Hôm qua"), day - timedelta(days=1), day - timedelta(days=1)),
        (_("Tuần này"), monday, monday + timedelta(days=6)), (_("Tuần trước"), week_before, monday - timedelta(days=1)),
        (_("Tháng này"), first, _last_of(first)), (_("Tháng trước"), last.replace(day=1), last),
    )  # fmt: skip
    return [
        {"label": label, "query": query(replace(asked, start=start, end=end)), "here": asked.span == (start, end)}
        for label, start, end in spans
    ]


def _last_of(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def steps(asked: Asked) -> dict[str, str]:
    """The periods before and after, as long as this one."""
    before = span_before(*asked.span)
    start = asked.end + timedelta(days=1)
    months = asked.start.day == 1 and start.day == 1
    end = start + (asked.end - asked.start)
    if months:
        count = (start.year - asked.start.year) * 12 + start.month - asked.start.month
        month = start.year * 12 + start.month - 1 + count
        end = date(month // 12, month % 12 + 1, 1) - timedelta(days=1)
    both = {"before": before, "after": (start, end)}
    return {name: query(replace(asked, start=span[0], end=span[1])) for name, span in both.items()}
