"""An import carried out: begun, its cases opened in batches with room for others between, ended in one step.

Ids follow from the import and the line, so that one cut short anywhere is gone on with, and nothing is done twice.
"""

import fcntl
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from hiepdong import config
from hiepdong.journal.perform import BATCH, NotDone, perform, perform_one
from hiepdong.journal.writing import chunks
from hiepdong.papers import import_uploads
from hiepdong.papers.import_plan import Plan
from hiepdong.records import import_queries
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused

Step = Callable[[int], None]
REST = 0.01
"""Seconds in which other writers get at the journal, after each batch."""


def source_of(made: Plan, name: str) -> dict[str, Any]:
    """What the journal keeps of the list: its file, its columns, how many cases are new, known, left out."""
    columns = {
        heading[:200] or f"#{place}": field
        for place, (heading, field) in enumerate(zip(made.columns.headings, made.columns.fields, strict=True), 1)
        if field
    }
    return {
        "file": name[-255:], "digest": made.digest, "records": made.new, "subjects": made.subjects, "known": made.known,
        "left_out": made.left_out, "columns": columns,
    }  # fmt: skip


def batch_of(viewer: Viewer, made: Plan, name: str, wanted: str = "") -> str:
    """The id under which the list is imported: that of the one under way, if it is this very list.

    Raises Refused import.under_way when the unit has another under way.
    """
    one = import_queries.under_way(viewer)
    if one is None:
        return wanted or str(uuid.uuid4())
    if one.source.digest == made.digest and one.source.records == made.new and wanted in ("", one.id):
        return one.id
    raise Refused("import.under_way", name)


def run(viewer: Viewer, made: Plan, name: str, batch: str, step: Step = lambda _: None) -> None:
    """Carry the import out, or go on with it. Raises Refused import.busy while it is being carried out elsewhere."""
    with _alone(batch):
        begin(viewer, made, name, batch)
        opened = import_queries.lines_opened(viewer, batch)
        step(len(opened))
        left = [
            act_of(viewer, batch, line, said)
            for line, said in zip(made.lines, made.acts, strict=True)
            if line not in opened
        ]
        for part in chunks(left, BATCH):
            refused = [one for one in perform(part, by=viewer.login) if isinstance(one, NotDone)]
            if refused:
                raise refused[0].refused
            step(len(part))
            time.sleep(REST)
        _do(viewer, batch, "import.end")
    import_uploads.forget(batch)


def begin(viewer: Viewer, made: Plan, name: str, batch: str) -> None:
    """Begin the import, unless it is begun. Raises Refused import.under_way when the unit has another."""
    one = import_queries.under_way(viewer)
    if one is None or one.id != batch:
        _do(viewer, batch, "import.begin", source=source_of(made, name))


def undo(viewer: Viewer, batch: str, reason: str = "") -> None:
    """Take an import back, or drop one that is not ended. Raises Refused record.not_found, import.undone, .busy."""
    with _alone(batch):
        sent = {"id": str(uuid.uuid4()), "act": "import.undo", "for_unit": viewer.unit, "record": batch}
        perform_one({**sent, "reason": reason}, by=viewer.login)
    import_uploads.forget(batch)


def act_of(viewer: Viewer, batch: str, line: int, said: bytes) -> dict[str, Any]:
    """The act that opens the case of a line; its ids follow from the import and the line."""
    content = msgspec.json.decode(said)
    return {
        "id": _id(batch, f"act {line}"), "act": "case.open", "for_unit": viewer.unit, "record": _id(batch, f"{line}"),
        "case": content["case"], "imported": {**content["imported"], "batch": batch},
    }  # fmt: skip


def _do(viewer: Viewer, batch: str, tag: str, **fields: Any) -> None:
    sent = {"id": _id(batch, tag), "act": tag, "for_unit": viewer.unit, "record": batch, **fields}
    perform_one(sent, by=viewer.login)


def _id(batch: str, what: str) -> str:
    return str(uuid.uuid5(uuid.UUID(batch), what))


@contextmanager
def _alone(batch: str) -> Iterator[None]:
    """Hold the lock of an import. Raises Refused import.busy when another process holds it."""
    folder = config.within("imports")
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / f"{uuid.UUID(batch)}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("import.busy") from None
        yield


def is_running(batch: str) -> bool:
    """Whether some process is carrying the import out."""
    try:
        with _alone(batch):
            return False
    except Refused:
        return True
