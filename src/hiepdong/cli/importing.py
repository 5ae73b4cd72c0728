"""import cases, list, undo: the office's old lists."""

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.papers.import_plan import Plan


def cases(asked: argparse.Namespace) -> int:
    """Import a list of cases. Exit 1 and nothing done when it holds cases that cannot be taken, unless --partly."""
    ready()
    from django.utils import translation

    from hiepdong.cli.progress import progress
    from hiepdong.forces import queries as forces
    from hiepdong.papers import import_plan, import_run

    viewer = forces.viewer(asked.viewer)
    if not viewer.reads_records:
        raise Refused("act.not_permitted", "import.begin")
    gc.disable()  # rows and acts hold no circles, and looking for some would take a quarter of the time
    path = Path(asked.file)
    choice = import_plan.read_choice(_content(asked.map)) if asked.map else import_plan.Choice()
    with translation.override(config.language()), progress("read") as step:
        made = import_plan.plan(viewer, path, choice, step, language=config.language())
    is_done = not asked.check and bool(made.new) and (asked.partly or not made.wrong)
    batch = import_run.batch_of(viewer, made, path.name, asked.id) if is_done else ""
    if is_done:
        with progress("import", total=made.new) as step:
            import_run.run(viewer, made, asked.name or path.name, batch, step)
    is_refused = bool(made.wrong) and not asked.partly
    _tell(made, batch, ok=not is_refused, as_json=asked.json)
    return int(is_refused)


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refused("file.unreadable", f"{file}: {error.strerror}") from error


def _tell(made: "Plan", batch: str, *, ok: bool, as_json: bool) -> None:
    if as_json:
        output.answer({"ok": ok, **_answer(made, batch)})
        return
    for one in made.remarks:
        output.say(f"{one.line}: {one.label or one.field}: {one.text} «{one.said[:80]}»")
    for other in made.changed:
        output.say(f"{other.line}: {Refused('import.row_changed', other.record).text(config.language())}")
    if not ok:
        output.say(Refused("import.faults", made.wrong).text(config.language()))
    told = [("import", batch or "-"), ("cases", made.new if batch else 0), ("subjects", made.subjects if batch else 0)]
    output.table([*told, ("known", made.known), ("changed", len(made.changed)), ("wrong", made.wrong)], ("what", "n"))


def _answer(made: "Plan", batch: str) -> dict[str, Any]:
    return {
        "import": batch or None, "new": made.new, "subjects": made.subjects,
        "known": made.known, "wrong": made.wrong, "changed": made.changed, "passed_over": made.passed_over,
        "remarks": made.remarks, "sheet": made.sheet, "encodings": made.encodings,
        "line_of_headings": made.columns.line,
        "columns": dict(zip(made.columns.headings, made.columns.fields, strict=True)),
    }  # fmt: skip


def imports(asked: argparse.Namespace) -> int:
    """The imports of a unit."""
    ready()
    from hiepdong.forces import queries as forces
    from hiepdong.records import import_queries

    lines = import_queries.listing(forces.viewer(asked.viewer))
    if asked.json:
        output.answer(lines)
    else:
        rows = [(one.id, f"{one.at:%d/%m/%Y %H:%M}", one.state, f"{one.opened}/{one.source.records}", one.source.file)
                for one in lines]  # fmt: skip
        output.table(rows, ("import", "at", "state", "cases", "file"))
    return 0


def undo(asked: argparse.Namespace) -> int:
    """Take a whole import back, or drop one that was cut short."""
    ready()
    from hiepdong.forces import queries as forces
    from hiepdong.papers import import_run
    from hiepdong.records import import_queries

    viewer = forces.viewer(asked.viewer)
    one = import_queries.find(viewer, asked.id)
    import_run.undo(viewer, one.id, asked.reason)
    line = import_queries.find(viewer, asked.id)
    output.answer(line) if asked.json else print(f"{line.source.records - line.kept} / {line.source.records}")
    return 0
