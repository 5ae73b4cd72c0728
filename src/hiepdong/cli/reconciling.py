"""reconcile list, show, put, sign."""

import argparse
from typing import TYPE_CHECKING, Any

from hiepdong.cli import output
from hiepdong.cli.setting_up import ready

if TYPE_CHECKING:
    from hiepdong.records.sight import Viewer

BLANK = ("",) * 4


def _viewer(asked: argparse.Namespace) -> "Viewer":
    ready()
    from hiepdong.forces.queries import viewer

    return viewer(asked.viewer)


def listing(asked: argparse.Namespace) -> int:
    """List the reconciliations that the viewer may see."""
    who = _viewer(asked)
    from hiepdong.reconciliation import queries

    found = queries.listing(who)
    if asked.json:
        output.answer(found)
        return 0
    rows = [(one.start, one.end, one.state, " ".join(one.units), one.record) for one in found]
    output.table(rows, ("from", "to", "state", "units", "record"))
    return 0


def show(asked: argparse.Namespace) -> int:
    """Say what keeps our figures apart from those that a unit put forward."""
    viewer = _viewer(asked)
    from hiepdong.reconciliation import queries

    found = queries.compared(viewer, queries.find(viewer, asked.record).matter, asked.against)
    if asked.json:
        output.answer(found)
        return 0
    rows: list[tuple[Any, ...]] = []
    for one in found:
        rows.append((one.group.label, one.ours.cases, one.ours.subjects, one.theirs.cases, one.theirs.subjects, ""))
        for apart in one.apart:
            titles = "; ".join(line.title for line in apart.lines)
            rows.append((f"  {titles}", *apart.ours, *apart.theirs, ", ".join(apart.why)))
            rows += [
                (f"    {one.name or '–'} ({one.status})", "", "", "", "", ", ".join(one.why)) for one in apart.persons
            ]
        if any(one.rest):
            rows.append(("  –", "", "", *one.rest, "not told"))
    output.table(rows, ("group", "our cases", "our persons", "their cases", "their persons", "why"))
    return 0


def put(asked: argparse.Namespace) -> int:
    """Put our unit's figures forward, as counted at the moment of the others', or at a position in the journal."""
    who = _viewer(asked)
    from hiepdong.reconciliation import queries, reading

    matter = queries.find(who, asked.record).matter
    asof = queries.moment(matter) if asked.asof is None else asked.asof
    found = queries.putting(who, matter, asof, totals_only=asked.totals_only)
    return _said(asked, who, "reconciliation.put", reading.plain(found))


def sign(asked: argparse.Namespace) -> int:
    """Sign the agreed figures for the viewer's unit."""
    who = _viewer(asked)
    from hiepdong.reconciliation import queries

    agreement = queries.find(who, asked.record).matter.agreement
    return _said(asked, who, "reconciliation.sign", {"agreement": agreement.seq if agreement else 0})


def _said(asked: argparse.Namespace, who: "Viewer", act: str, fields: dict[str, Any]) -> int:
    from uuid import uuid4

    from hiepdong.journal.perform import perform_one

    sent = {"id": str(uuid4()), "act": act, "record": asked.record, "for_unit": who.unit, **fields}
    done = perform_one(sent, by=who.login)
    if asked.json:
        output.answer({"id": sent["id"], "ok": True, "record": done.record, "version": done.version, "seq": done.seq})
    else:
        output.say(f"{act} {done.seq}")
    return 0
