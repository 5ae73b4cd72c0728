"""Cases kept for a unit that is not on the system: the part of the form that says so, and what is kept for whom."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import Struct

from hiepdong.cases import queries
from hiepdong.cases.models import CaseRow
from hiepdong.cases.queries import CaseLine
from hiepdong.information import behalf_forms, on_behalf
from hiepdong.information.request_forms import Form
from hiepdong.records import drafts
from hiepdong.records import queries as records
from hiepdong.records.models import RecordRow
from hiepdong.records.request import OfficerRequest
from hiepdong.records.sight import Viewer, seen


class KeptFor(Struct, frozen=True):
    """What we keep for a unit; `joined`: somebody works there now, so that it can take it over."""

    unit: str
    lines: list[CaseLine]
    joined: bool
    offered: list[str]


def form(request: OfficerRequest) -> Form | None:
    """The part of the form of entry, as typed; None where the case is our own."""
    sent = request.POST if request.method == "POST" else drafts.typed(request, request.viewer.login) or request.GET
    unit = sent.get("thay", "")
    if not unit:
        return None
    values = behalf_forms.blank({"unit": unit}) if "basis" not in sent else {"unit": unit}
    found = Form(values)
    if "basis" in sent:
        behalf_forms.read(found, sent)
        found.errors = found.errors if request.method == "POST" else {}
    return found


def read(sent: QueryDict, errors: dict[str, str]) -> dict[str, Any]:
    """For whom the case is kept and what that rests on; what is wrong goes into the errors of the whole form."""
    unit = sent.get("thay", "")
    if not unit:
        return {}
    found = Form({"unit": unit})
    basis = behalf_forms.read(found, sent)
    errors |= found.errors
    return {"on_behalf": {"unit": unit, **basis}}


def kept(viewer: Viewer) -> list[KeptFor]:
    """The cases that the viewer's unit keeps for others, by unit: those that have joined first."""
    away, for_whom, found = on_behalf.away(), _for_whom(viewer), dict[str, list[CaseLine]]()
    for line in queries.lines_of(viewer, list(for_whom)):
        if not line.cancelled and for_whom[line.record] != viewer.unit:
            found.setdefault(for_whom[line.record], []).append(line)
    groups = [KeptFor(unit, lines, unit not in away, _offered(viewer, lines)) for unit, lines in found.items()]
    return sorted(groups, key=lambda one: (not one.joined, one.unit))


def _for_whom(viewer: Viewer) -> dict[str, str]:
    """The unit for which each case is kept that the viewer's unit owns."""
    units = dict(CaseRow.objects.exclude(behalf="").values_list("record", "behalf"))
    ours = seen(viewer, kind="case").filter(owner=viewer.unit, record__in=list(units)).values_list("record", flat=True)
    return {row.uuid: units[row.no] for row in RecordRow.objects.filter(no__in=list(ours)).only("no", "uuid")}


def _offered(viewer: Viewer, lines: list[CaseLine]) -> list[str]:
    """Those of them that are offered already."""
    return [line.record for line in lines if line.waits and records.show(viewer, line.record).offered_to]


def problem() -> str:
    """Why nothing can be kept for anybody; empty where it can."""
    return "" if on_behalf.away() else _("Mọi đơn vị trên máy này đều đã dùng hệ thống: vụ của đơn vị nào thì tự ghi.")
