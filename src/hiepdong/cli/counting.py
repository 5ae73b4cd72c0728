"""figures, figures activities, report."""

import argparse

from hiepdong.cli import output
from hiepdong.cli.asking import day
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def figures(asked: argparse.Namespace) -> int:
    """Count cases and subjects over what the viewer may see."""
    ready()
    if asked.sample_check:
        from hiepdong.cli.demo import sample_check

        return sample_check(as_json=asked.json)
    if asked.viewer is None:
        raise Refused("query.invalid", "--as LOGIN")
    if asked.what == "activities":
        return _activities(asked)
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


def report(asked: argparse.Namespace) -> int:
    """Write the coordination report of the viewer's unit."""
    ready()
    from pathlib import Path

    from hiepdong.figures.questions import Question
    from hiepdong.forces.queries import viewer
    from hiepdong.papers import kept

    question = Question(
        start=day(asked.start), end=day(asked.end), offences=tuple(asked.offence), with_=tuple(asked.with_)
    )
    written, digest, approved = kept.write(viewer(asked.viewer), question, Path(asked.out))
    paths = {name: str(getattr(written, name)) for name in ("pdf", "docx", "annex_pdf", "annex_docx")}
    if asked.json:
        output.answer({**paths, "digest": digest, "draft": approved is None})
    else:
        print("\n".join(paths.values()))
    return 0
