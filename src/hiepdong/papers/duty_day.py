"""What a unit's own records say of a duty day: entries of its log, cases, persons held, clocks, what was exchanged.

As its papers have it: names that are kept quiet are not in it. What ran and who was held is as it stood at the day's
end, from the steps of the proceedings; how far a case has come is as it stands now.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation
from msgspec import Struct

from hiepdong.cases import clocks, protected, queries
from hiepdong.cases.wording import Words, first_capital, words
from hiepdong.information import activity_queries, activity_wording
from hiepdong.information import queries as information
from hiepdong.information.queries import Debt
from hiepdong.journal.writing import chunks
from hiepdong.papers import case_words, coordinating, duty_setting
from hiepdong.papers.case_words import CaseText
from hiepdong.papers.duty import DayExchange, Due, DutyDay, Entry, Held, Shift
from hiepdong.records.copies import Copy, copies
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes, legal_clocks
from hiepdong.vocabulary.refusals import Refused

HOLD = frozenset({
    "urgent-hold", "arrest", "wanted-arrest", "custody", "custody-extended", "custody-extended-again", "admin-custody",
    "admin-custody-extended", "admin-custody-border",
})  # fmt: skip
LET_GO = frozenset({"released", "person-handed-over", "detained"})
Document = dict[str, Any]


class _Own(Struct, frozen=True):
    """A case of the unit, its document, and what papers tell of it."""

    record: str
    document: Document
    told: CaseText
    marking: str


def of(viewer: Viewer, day: date) -> DutyDay:
    """The duty day that begins on that day. Raises Refused query.invalid, act.not_permitted.

    Who reads no records has none: it would say that there was nothing.
    """
    if not viewer.reads_records:
        raise Refused("act.not_permitted", viewer.login)
    shift = duty_setting.shift(viewer.unit, day)
    with translation.override("vi"):
        return _gathered(viewer, shift)


def _gathered(viewer: Viewer, shift: Shift) -> DutyDay:
    how = words("vi")
    known = list(_cases(viewer, shift, how))
    new = [one for one in known if shift.start <= one.told.at]
    reports, report_marks = _reports(viewer, shift)
    sent, received = _requests(viewer, shift, how)
    activities = _activities(viewer, shift)
    entries = [*_case_entries(new), *_step_entries(known, shift), *reports, *sent, *received, *activities]
    return DutyDay(
        shift=shift, entries=tuple(sorted(entries, key=lambda one: (one.at, not one.timed, one.record, one.text))),
        cases=tuple(one.told for one in new),
        persons=sum(case_words.counts(person) for one in new for person in one.document.get("subjects") or ()),
        exhibits=tuple(_summed(new, how)), held=tuple(_held(known, shift.end)), due=tuple(_due(known, shift.end)),
        exchanged=_exchanged(viewer, shift, (len(reports), len(sent), len(received))),
        activities=tuple(one.text for one in activities),
        markings=markings(viewer.unit, [*(one.marking for one in new), *report_marks]),
    )  # fmt: skip


def markings(unit: str, used: list[str]) -> tuple[str, ...]:
    """As printed: the highest marking of what was used, and what the unit's papers bear besides."""
    highest = max(used, key=lambda code: codes.markings[code].rank, default=None)
    printed = codes.markings[highest].printed if highest else ""
    return tuple(dict.fromkeys(mark for mark in (printed, coordinating.settings(unit).marking) if mark))


def _cases(viewer: Viewer, shift: Shift, how: Words) -> Iterator[_Own]:
    """The unit's own cases of which something may have been done by the end of the day, in order of time."""
    first = shift.day - clocks.REACHES_BACK
    lines = queries.list_cases(viewer, start=first, end=shift.day + timedelta(days=1), whose="ours", limit=None).lines
    wanted = [one for one in reversed(lines) if one.happened < shift.end and not (one.cancelled or one.exercise)]
    found = _copies(viewer, [one.record for one in wanted])
    for line in wanted:
        document = found[line.record].document
        told = case_words.told(line.record, line.version, document, how, shift.end)
        yield _Own(line.record, document, told, document.get("marking") or "internal")


def _copies(viewer: Viewer, records: list[str]) -> dict[str, Copy]:
    found: dict[str, Copy] = {}
    for part in chunks(records, 500):
        found |= copies(viewer, part)
    return found


def _case_entries(new: list[_Own]) -> list[Entry]:
    return [
        Entry(
            at=one.told.at, kind="case", text=one.told.sentence, record=one.record,
            handled="; ".join([*one.told.steps, *([one.told.outcome] if one.told.outcome else [])]),
        )
        for one in new
    ]  # fmt: skip


def _step_entries(known: list[_Own], shift: Shift) -> Iterator[Entry]:
    """What was done that day in cases of earlier days: one line for the persons to whom it was done at once."""
    for one in known:
        if one.told.at >= shift.start:
            continue
        names, whose = _names(one.document), dict[tuple[datetime, str], list[str]]()
        for key, facts in clocks.facts_of(one.document).items():
            for fact in facts:
                if shift.start <= fact.at < shift.end and (not key or key in names):
                    whose.setdefault((fact.at, fact.kind), []).extend([names[key]] if key else [])
        for (at, kind), people in whose.items():
            said = f"{first_capital(codes.facts.word(kind))}{': ' if people else ''}{', '.join(people)}"
            yield Entry(at=at, kind="step", text=f"{said} (vụ: {one.told.title})", record=one.record)


def _names(document: Document) -> dict[str, str]:
    """Subjects who may stand on a paper, by their keys; the protected without their names."""
    people = protected.covered(document).get("subjects") or ()
    return {one["key"]: case_words.name_of(one) for one in people if case_words.printed(one["status"])}


def _reports(viewer: Viewer, shift: Shift) -> tuple[list[Entry], list[str]]:
    """Reports of the unit seen that day, and their markings."""
    lines = information.list_reports(
        viewer, start=shift.day, end=shift.day + timedelta(days=1), whose="ours", limit=None
    ).lines
    wanted = [
        one for one in lines if shift.start <= one.seen < shift.end and not (one.cancelled or one.exercise)
    ]  # fmt: skip
    held = _copies(viewer, [one.record for one in wanted])
    entries = [Entry(at=one.seen, kind="report", text=f"Tin: {one.title}", record=one.record) for one in wanted]
    return entries, [copy.document.get("marking") or "internal" for copy in held.values()]


def _requests(viewer: Viewer, shift: Shift, how: Words) -> tuple[list[Entry], list[Entry]]:
    """Requests that the unit sent and received that day."""
    lines = information.list_requests(viewer, start=shift.day, end=shift.day + timedelta(days=1), limit=None).lines
    sent, received = list[Entry](), list[Entry]()
    for one in lines:
        if not shift.start <= one.sent < shift.end:
            continue
        due = f"Hạn trả lời: {case_words.hour(one.due)}"
        if one.owner == viewer.unit:
            text = f"Đề nghị {', '.join(how.unit(code) for code in sorted(one.state))} xác minh: {one.title}"
            sent.append(Entry(at=one.sent, kind="request", text=text, record=one.record, handled=due))
        else:
            text = f"Nhận đề nghị xác minh của {how.unit(one.owner)}: {one.title}"
            received.append(Entry(at=one.sent, kind="request", text=text, record=one.record, handled=due))
    return sent, received


def _exchanged(viewer: Viewer, shift: Shift, counted: tuple[int, int, int]) -> DayExchange:
    owed = information.owed(viewer)
    by_us, to_us = (_by_then(debts, shift.end) for debts in (owed.by_us, owed.to_us))
    return DayExchange(*counted, by_us, to_us)


def _by_then(debts: list[Debt], end: datetime) -> int:
    return sum(one.sent < end for one in debts)


def _activities(viewer: Viewer, shift: Shift) -> list[Entry]:
    """Joint activities that the unit entered for that day; they have no hour."""
    lines = activity_queries.list_activities(viewer, start=shift.day, end=shift.day, whose="ours", limit=None).lines
    found = []
    for one in reversed(lines):
        if one.cancelled or one.exercise:
            continue
        amounts = activity_wording.amounts(one.kind, (one.times, one.attendances, one.items), "vi")
        text = f"{first_capital(codes.activities.word(one.kind))}: {amounts}"
        found.append(Entry(at=shift.start, kind="activity", text=text, record=one.record, timed=False))
    return found


def _summed(new: list[_Own], how: Words) -> Iterator[str]:
    """Exhibits of the day's cases, added up by kind and unit of measure; what has no quantity is named."""
    sums: dict[tuple[str, str], Decimal | None] = {}
    for one in (exhibit for own in new for exhibit in own.document.get("exhibits") or ()):
        key, amount = (one["kind"], one.get("unit") or ""), one.get("quantity")
        before = sums.get(key)
        sums[key] = (before or Decimal(0)) + Decimal(amount) if amount else before
    for (kind, unit), total in sums.items():
        quantity = f"{total.normalize():f}" if total is not None else None
        yield case_words.exhibit({"kind": kind, "quantity": quantity, "unit": unit or None}, how)


def _held(known: list[_Own], end: datetime) -> Iterator[Held]:
    """Who was taken and not let go, handed over or remanded by the end of the day."""
    for one in known:
        facts = clocks.facts_of(one.document)
        for person in protected.covered(one.document).get("subjects") or ():
            steps = [fact for fact in facts[person["key"]] if fact.at < end and fact.kind in HOLD | LET_GO]
            last = max(steps, key=lambda fact: (fact.at, fact.kind in LET_GO), default=None)
            if last is None or last.kind in LET_GO or not case_words.printed(person["status"]):
                continue
            gone = max((fact.at for fact in steps if fact.kind in LET_GO), default=None)
            since = min(fact.at for fact in steps if fact.kind in HOLD and (gone is None or fact.at >= gone))
            who = ", ".join(part for part in (case_words.name_of(person), case_words.born(person)) if part)
            yield Held(
                one.record, first_capital(f"{who}; {case_words.status(person)}"), since, codes.facts.word(last.kind)
            )


def _due(known: list[_Own], end: datetime) -> list[Due]:
    """The legal clocks that ran at the end of the day, the soonest end first."""
    found: dict[tuple[str, legal_clocks.Clock], list[str]] = {}
    titles = {one.record: one.told.title for one in known}
    for one in known:
        names = _names(one.document)
        for key, facts in clocks.facts_of(one.document).items():
            if key and key not in names:
                continue
            for clock in legal_clocks.clocks([fact for fact in facts if fact.at < end]):
                if clock.stopped is None:
                    found.setdefault((one.record, clock), []).extend([names[key]] if key else [])
    lines = [
        Due(record, clock.rule.vi, "; ".join([", ".join(people)] * bool(people) + [f"vụ: {titles[record]}"]),
            legal_clocks.end(clock).at, clock.rule.basis)
        for (record, clock), people in found.items()
    ]  # fmt: skip
    return sorted(lines, key=lambda one: (one.ends, one.record, one.what))
