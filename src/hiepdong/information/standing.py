"""How far a report may be trusted: distinct origins that speak for and against it, as far as the viewer sees them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec import Struct

from hiepdong.information.models import AnswerRow, ReportRow, RequestRow
from hiepdong.records.head import OPEN
from hiepdong.records.kinds import address
from hiepdong.records.models import LinkRow, RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.clock import from_seconds

FOR, AGAINST = "supports", "contradicts"
_SAYS = {"confirmed": FOR, "refuted": AGAINST}
Copy = ReportRow | AnswerRow
C = TypeVar("C", ReportRow, AnswerRow)


class Word(Struct, frozen=True):
    """A report or an answer that speaks for or against, and with how many origins that are not the report's own.

    `owner` is whose word it is; `kept_by`, where that unit is not on the system, who recorded it.
    """

    record: str
    kind: str
    owner: str
    title: str
    says: str
    at: datetime
    origins: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    kept_by: str = ""

    @property
    def address(self) -> str:
        """Where it can be read."""
        return address(self.kind, self.record)


class Standing(Struct, frozen=True):
    """Distinct origins for and against, and the words they come from."""

    supports: int
    contradicts: int
    words: tuple[Word, ...] = ()


def standings(viewer: Viewer, reports: Iterable[SightRow]) -> dict[int, Standing]:
    """The standing of each of these reports, by number."""
    held = {row.record: row for row in reports}
    ids = dict(RecordRow.objects.filter(no__in=list(held)).values_list("uuid", "no"))
    said = [*_linked(held), *_answered(ids)]
    words = _words(viewer, {no for no, _, _ in said})
    own = {row.record: msgspec.json.decode(row.origins) for row in _copies(ReportRow, held.values())}
    found: dict[int, list[Word]] = defaultdict(list)
    for no, report, says in said:
        if no in words:
            word = words[no]
            found[report].append(msgspec.structs.replace(word, says=says, origins=_others(word, own[report])))
    return {no: _standing(found[no]) for no in held}


def of_report(viewer: Viewer, report: str) -> Standing:
    """The standing of one report; none for what the viewer does not see."""
    sights = list(_sights(viewer, [report]))
    return standings(viewer, sights)[sights[0].record] if sights else Standing(0, 0)


def if_said(viewer: Viewer, report: str, word: str, says: str) -> Standing:
    """How the report would stand for the viewer if this record of his spoke for or against it too."""
    sights = list(_sights(viewer, [report]))
    (own,) = _copies(ReportRow, sights)
    spoken = [
        msgspec.structs.replace(one, says=says, origins=_others(one, msgspec.json.decode(own.origins)))
        for one in _words(viewer, {row.record for row in _sights(viewer, [word])}).values()
    ]
    return _standing([*standings(viewer, sights)[sights[0].record].words, *spoken])


def _sights(viewer: Viewer, records: list[str]) -> Iterable[SightRow]:
    return seen(viewer).filter(record__in=RecordRow.objects.filter(uuid__in=records).values("no"))


def _others(word: Word, own: list[str]) -> tuple[str, ...]:
    return tuple(one for one in word.origins if one not in own)


def _standing(words: list[Word]) -> Standing:
    told = tuple(sorted(words, key=lambda word: (word.at, word.record)))
    return Standing(_distinct(told, FOR), _distinct(told, AGAINST), told)


def _distinct(words: tuple[Word, ...], says: str) -> int:
    return len({origin for word in words if word.says == says for origin in word.origins})


def _linked(held: dict[int, SightRow]) -> list[tuple[int, int, str]]:
    links = LinkRow.objects.filter(b__in=list(held), ended=OPEN, relation__in=[FOR, AGAINST])
    return [(link.a, link.b, link.relation) for link in links]


def _answered(ids: dict[str, int]) -> list[tuple[int, int, str]]:
    """Answers that confirm or refute, to requests about the reports."""
    asked = RequestRow.objects.filter(about__in=list(ids)).values_list("uuid", "about")
    about = {uuid: record for uuid, record in asked if record is not None}
    answers = AnswerRow.objects.filter(request__in=list(about), finding__in=list(_SAYS))
    return sorted({(one.record, ids[about[one.request]], _SAYS[one.finding]) for one in answers})


def _words(viewer: Viewer, numbers: set[int]) -> dict[int, Word]:
    """Those of the records that the viewer sees and that were not cancelled, each as his copy shows it."""
    sights = {row.record: row for row in seen(viewer).filter(record__in=numbers, cancelled=0)}
    ids = dict(RecordRow.objects.filter(no__in=list(sights)).values_list("no", "uuid"))
    copies: list[Copy] = [*_copies(ReportRow, sights.values()), *_copies(AnswerRow, sights.values())]
    return {copy.record: _word(sights[copy.record], ids[copy.record], copy) for copy in copies}


def _word(sight: SightRow, record: str, copy: Copy) -> Word:
    title, caveats = (copy.title, tuple(copy.caveats.split())) if isinstance(copy, ReportRow) else ("", ())
    origins = tuple(msgspec.json.decode(copy.origins))
    behalf = copy.behalf if isinstance(copy, AnswerRow) and copy.behalf != sight.owner else ""
    return Word(
        record, sight.kind, behalf or sight.owner, title, "", from_seconds(sight.happened), origins, caveats,
        sight.owner if behalf else "",
    )  # fmt: skip


def _copies(model: type[C], sights: Iterable[SightRow]) -> list[C]:
    held = {(row.record, row.track, row.version) for row in sights}
    rows = model.objects.filter(record__in=[record for record, _, _ in held])
    return [row for row in rows if (row.record, row.track, row.version) in held]
