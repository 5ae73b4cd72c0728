"""What every form of a new version has in common: what it carries, and what it shows when somebody was faster."""

from collections.abc import Callable
from typing import Any

from hiepdong.records.head import Head
from hiepdong.records.queries import Shown
from hiepdong.records.request import OfficerRequest, new_id
from hiepdong.vocabulary.refusals import Refused


def carried(request: OfficerRequest, head: Head, shown: Shown) -> dict[str, Any]:
    """What the form carries: the act it becomes, the version it is written over, and who will receive the next one."""
    return {
        "act_id": request.POST.get("act_id") or new_id(), "record": shown.record, "version": shown.version,
        "expects": request.POST.get("expects") or str(shown.version), "holders": head.receivers,
    }  # fmt: skip


def with_conflict(ids: dict[str, Any], met: tuple[Refused, Shown], rows: Callable[[], list[Any]]) -> dict[str, Any]:
    """Where somebody wrote a version meanwhile: both side by side (`rows`), to be recorded over knowingly."""
    refused, shown = met
    if refused.code != "record.version_conflict":
        return ids
    conflict = {
        "rows": rows(), "version": shown.version, "expected": ids["expects"], "address": shown.address,
        "written": next((line for line in shown.history if line.version == shown.version), None),
    }  # fmt: skip
    return {**ids, "act_id": new_id(), "expects": shown.version, "conflict": conflict}
