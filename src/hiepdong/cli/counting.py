"""figures, figures activities, report, export cases."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from hiepdong.cli import output
from hiepdong.cli.asking import day
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from hiepdong.papers.kept import Put
    from hiepdong.records.sight import Viewer


def figures(asked: argparse.Namespace) -> int:
    """Count cases and subjects over what the viewer may see."""
    ready()
    if asked.sample_check:
        from hiepdong.cli.demo import sample_check

        return sample_check(as_json=asked.json)
    if asked.viewer is None:
        raise Refused("query.invalid", "--as LOGIN")
    if asked.what is not None:
        return {"activities": _activities, "provisional": _provisional}[asked.what](asked)
    from hiepdong.figures import queries
    from hiepdong.figures.questions import Question
    from hiepdong.forces.queries import viewer

    question = Question(
        start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence), with_=tuple(asked.with_),
        lead=asked.lead, found=asked.found, nationality=asked.nationality, by=asked.by, asof=asked.asof,
        communes=asked.communes,
    )  # fmt: skip
    found = queries.figures(viewer(asked.viewer), question)
    if asked.json:
        output.answer(found)
        return 0
    output.table(
        [
            *[(group.key or "–", group.cases, group.subjects) for group in found.groups],
            ("=", found.cases, found.subjects),
        ],
        (asked.by or "", "cases", "subjects"),
    )
    print(f"records {found.counted_from}, withheld {found.withheld}, possibly twice {found.possibly_twice}")
    return 0


_OF_CASES = ("offence", "lead", "found", "nationality", "by", "asof")


def _activities(asked: argparse.Namespace) -> int:
    """Count joint activities, and what counts itself at the desk."""
    from hiepdong.figures import activities
    from hiepdong.forces.queries import viewer

    given = [f"--{name}" for name in _OF_CASES if getattr(asked, name) not in (None, [])]
    if given or asked.communes != "then":
        raise Refused("query.invalid", f"{', '.join(given) or '--communes'}: figures")
    who, start, end = viewer(asked.viewer), day(asked.start), day(asked.end)
    found = activities.figures(who, start=start, end=end, with_=tuple(asked.with_))
    if asked.json:
        output.answer(found)
        return 0
    output.table(
        [(one.kind, one.entries, one.times, one.attendances, one.items) for one in found.activities],
        ("activity", "entries", "times", "attendances", "items"),
    )
    output.table([(one.what, one.given, one.received) for one in found.information], ("desk", "given", "received"))
    print(f"records {found.counted_from}, possibly twice {found.possibly_twice}")
    return 0


def _provisional(asked: argparse.Namespace) -> int:
    """The numbers that units not on the system gave, and how much of them has come."""
    from hiepdong.figures import provisional
    from hiepdong.figures.questions import Question
    from hiepdong.forces.queries import viewer

    given = [
        f"--{name}" for name in ("offence", "found", "nationality", "by") if getattr(asked, name) not in (None, [])
    ]
    if given:
        raise Refused("query.invalid", ", ".join(given))
    question = Question(
        start=day(asked.start), end=day(asked.end), with_=tuple(asked.with_), lead=asked.lead, asof=asked.asof
    )
    found = provisional.lines(viewer(asked.viewer), question)
    if asked.json:
        output.answer(found)
        return 0
    rows = [
        (line.unit, line.start, line.end, one.figure.label, one.figure.counted_cases, one.figure.counted_subjects,
         one.cases, one.subjects)
        for line in found for one in line.numbers
    ]  # fmt: skip
    output.table(rows, ("unit", "from", "to", "group", "cases", "subjects", "cases come", "subjects come"))
    return 0


def export_cases(asked: argparse.Namespace) -> int:
    """Write the table of cases and subjects that the viewer may see, with the filters of `list case`."""
    ready()
    from pathlib import Path

    from hiepdong.cases import queries
    from hiepdong.forces.queries import viewer
    from hiepdong.papers import case_table

    who, file = viewer(asked.viewer), Path(asked.file)
    lines = queries.list_cases(
        who, start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence), with_=tuple(asked.with_),
        limit=None,
    ).lines  # fmt: skip
    try:
        file.write_bytes(case_table.workbook(who, lines))
    except OSError as error:
        raise Refused("node.disk", error) from error
    if asked.json:
        output.answer({"file": str(file), "cases": len(lines)})
    else:
        print(file)
    return 0


def report(asked: argparse.Namespace) -> int:
    """Write a paper of the viewer's unit: on coordination, on the situation, of a case or of a duty day."""
    ready()
    from pathlib import Path

    from hiepdong.forces.queries import viewer

    who, folder = viewer(asked.viewer), Path(asked.out)
    written, digest, approved = _REPORTS[asked.kind](asked, who, folder)
    paths = {name: str(getattr(written, name)) for name in ("pdf", "docx", "annex_pdf", "annex_docx")}
    if asked.json:
        output.answer({**paths, "digest": digest, "draft": approved is None})
    else:
        print("\n".join(paths.values()))
    return 0


def _refuse_of_desk(asked: argparse.Namespace) -> None:
    given = [f"--{name}" for name in ("record", "key", "on") if getattr(asked, name) is not None]
    if given:
        raise Refused("query.invalid", f"{', '.join(given)}: flash, handover, daily, log")


def _coordination(asked: argparse.Namespace, who: "Viewer", folder: "Path") -> "Put":
    from hiepdong.figures.questions import Question
    from hiepdong.papers import kept

    _refuse_of_desk(asked)
    if asked.without_no_onward:
        raise Refused("query.invalid", "--without-no-onward: digest")
    question = Question(
        start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence), with_=tuple(asked.with_)
    )
    return kept.write(who, question, folder)


def _situation(asked: argparse.Namespace, who: "Viewer", folder: "Path") -> "Put":
    from hiepdong.papers import kept

    _refuse_of_desk(asked)
    start, end = day(asked.start), day(asked.end)
    if start is None or end is None:
        raise Refused("query.invalid", "--from, --to")
    if asked.offence or asked.with_:
        raise Refused("query.invalid", "--offence, --with: coordination")
    return kept.write_situation(who, (start, end), folder, no_onward=not asked.without_no_onward)


def _desk(asked: argparse.Namespace, who: "Viewer", folder: "Path") -> "Put":
    """A paper of the duty desk: of one case, or of a duty day."""
    from hiepdong.papers import case_papers, kept

    if asked.offence or asked.with_ or asked.start or asked.end or asked.without_no_onward:
        raise Refused("query.invalid", "--from, --to, --offence, --with, --without-no-onward: coordination, digest")
    needs = {"flash": ("record",), "handover": ("record", "key")}.get(asked.kind, ("on",))
    wrong = [f"--{name}" for name in ("record", "key", "on") if (getattr(asked, name) is None) == (name in needs)]
    if wrong:
        raise Refused("query.invalid", f"{', '.join(wrong)}: {asked.kind}")
    on = day(asked.on)
    if on is not None:
        return kept.put(who, (case_papers.daily if asked.kind == "daily" else case_papers.duty_log)(who, on), folder)
    if asked.kind == "flash":
        return kept.put(who, case_papers.flash(who, asked.record), folder)
    return kept.put(who, case_papers.minutes(who, asked.record, asked.key), folder)


_REPORTS: dict[str, Callable[[argparse.Namespace, "Viewer", "Path"], "Put"]] = {
    "coordination": _coordination, "digest": _situation, "flash": _desk, "daily": _desk, "log": _desk,
    "handover": _desk,
}  # fmt: skip
