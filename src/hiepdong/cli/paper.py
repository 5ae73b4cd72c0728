"""papers list, papers changes."""

import argparse
from typing import Any

from hiepdong.cli import output
from hiepdong.cli.setting_up import ready


def listing(asked: argparse.Namespace) -> int:
    """List the coordination reports that officers of the viewer's unit wrote on the page."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.papers.listing import papers

    found = papers(viewer(asked.viewer))
    if asked.json:
        output.answer(found)
        return 0
    rows = [(one.key, f"{one.at:%Y-%m-%d %H:%M}", one.start, one.end, one.seq, one.officer) for one in found]
    output.table(rows, ("paper", "written", "from", "to", "seq", "by"))
    return 0


def changes(asked: argparse.Namespace) -> int:
    """Say figure by figure what changed since a paper was counted, with the cases."""
    ready()
    from hiepdong.forces.queries import viewer
    from hiepdong.papers.listing import changes as of

    found = of(viewer(asked.viewer), asked.paper)
    if asked.json:
        output.answer(found)
        return 0
    rows: list[tuple[Any, ...]] = []
    for one in found.figures:
        now = one.now or (None, None)
        rows.append((one.label, *one.then, *now, ""))
        for change in one.changes:
            titles = "; ".join(line.title for line in change.lines) or "–"
            rows.append((f"  {titles}", *change.then, *change.now, ", ".join(change.why)))
    output.table(rows, ("figure", "cases then", "persons then", "cases now", "persons now", "why"))
    rows = []
    for done in found.done:
        rows.append((done.label, _numbers(done.then, done.words), _numbers(done.now, done.words), ""))
        for told in done.changes:
            titles = "; ".join(line.title for line in told.lines) or "–"
            numbers = (_numbers(told.then, done.words), _numbers(told.now, done.words))
            rows.append((f"  {titles}", *numbers, ", ".join(told.why)))
    output.table(rows, ("activity or exchange", "then", "now", "why"))
    return 0


def _numbers(numbers: tuple[int, ...], words: tuple[str, ...]) -> str:
    return ", ".join(f"{one} {word}" for one, word in zip(numbers, words, strict=True))
