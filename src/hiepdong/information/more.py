"""What `show` says of the kinds of this room besides their documents."""

from typing import Any

import msgspec

from hiepdong.information.models import PassOnRow, RequestRow
from hiepdong.information.queries import answers_to, states_of
from hiepdong.information.standing import standings
from hiepdong.records.head import Head
from hiepdong.records.models import RecordRow, SightRow
from hiepdong.records.sight import Viewer, seen
from hiepdong.vocabulary.act import BASES
from hiepdong.vocabulary.clock import from_seconds


def _more_of_request(viewer: Viewer, head: Head, sight: SightRow) -> dict[str, Any]:
    request = RequestRow.objects.get(record=head.no)
    states = states_of(viewer, [sight], {head.no: request})[head.no]
    answers = [msgspec.to_builtins(one) for one in answers_to(viewer, head.id)]
    due = from_seconds(request.due).isoformat()
    found = {"answers": answers, "state": states, "due": due, "closed": request.closed or None}
    return {**found, **rests_on(head.latest.facets[0].detail, owner=viewer.unit == head.owner)}


def rests_on(detail: dict[str, Any], *, owner: bool) -> dict[str, Any]:
    """For which unit a record is kept and what it rests on; who was on the phone, and the note, for its owner alone."""
    bases = {name: detail[name] for name in sorted(BASES) if name in detail}
    hidden = () if owner else ("who", "note")
    return {name: {part: one for part, one in basis.items() if part not in hidden} for name, basis in bases.items()}


def _more_of_report(viewer: Viewer, head: Head, sight: SightRow) -> dict[str, Any]:
    stand = standings(viewer, [sight])[head.no]
    found: dict[str, Any] = {"standing": {"supports": stand.supports, "contradicts": stand.contradicts}}
    if viewer.unit == head.owner:
        found["passed_on"] = _chain(head.id)
    return found


def _chain(report: str) -> list[dict[str, Any]]:
    """Who asked that the report be passed on to whom, and to whom it was."""
    return [
        {"asker": row.asker, "to": msgspec.json.decode(row.to), "state": row.state,
         "passed_to": msgspec.json.decode(row.passed_to), "ask": row.uuid}
        for row in PassOnRow.objects.filter(report=report).order_by("record")
    ]  # fmt: skip


def _more_of_answer(viewer: Viewer, head: Head, sight: SightRow) -> dict[str, Any]:
    detail = head.facet(sight.track, sight.version).detail
    request = detail["request"]
    known = RecordRow.objects.filter(uuid=request).values("no")
    shown = request if seen(viewer).filter(record__in=known).exists() else None
    return {"request": shown, **rests_on(detail, owner=viewer.unit == head.owner)}


def _more_of_passon(_viewer: Viewer, head: Head, _sight: SightRow) -> dict[str, Any]:
    row = PassOnRow.objects.get(record=head.no)
    return {"state": row.state, "passed_to": msgspec.json.decode(row.passed_to)}


MORE = {
    "report": _more_of_report, "request": _more_of_request, "answer": _more_of_answer, "passon": _more_of_passon,
}  # fmt: skip
