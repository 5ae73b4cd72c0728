"""area: posts, markers, communes along the line, gates and villages, and an office's own in their place."""

import argparse
from pathlib import Path

from hiepdong.cli import output
from hiepdong.cli.listing import faults, read_text
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def lists(asked: argparse.Namespace) -> int:
    """All files, how many rows each has, and whether it is the office's own."""
    ready()
    from hiepdong.terrain import area

    found = area.lines()
    if asked.json:
        output.answer(found)
    else:
        output.table([(one.list, one.rows, "own" if one.own else "") for one in found], ("list", "rows", ""))
    return 0


def show(asked: argparse.Namespace) -> int:
    """A file as it is in use, as CSV to be edited and brought back."""
    ready()
    from hiepdong.terrain import area, files

    if asked.json:
        output.answer(files.table(_known(asked.list)))
    else:
        print(area.text_of(_known(asked.list)), end="")
    return 0


def bring_in(asked: argparse.Namespace) -> int:
    """Use an office's own file in the place of the one in use. A fault changes nothing."""
    ready()
    from hiepdong.terrain import area

    name = _known(asked.list or Path(asked.file).stem)
    found, problems = area.load(read_text(asked.file), name)
    if problems:
        return faults(name, problems, as_json=asked.json)
    area.take(name, found)
    return _said(name, len(found), as_json=asked.json)


def reset(asked: argparse.Namespace) -> int:
    """Drop the office's own file and use the packaged one again."""
    ready()
    from hiepdong.terrain import area, files

    area.drop(_known(asked.list))
    return _said(asked.list, len(files.table(asked.list)), as_json=asked.json)


def _said(name: str, rows: int, *, as_json: bool) -> int:
    output.answer({"ok": True, "list": name, "rows": rows}) if as_json else output.say(f"{name}: {rows}")
    return 0


def _known(name: str) -> str:
    from hiepdong.terrain import files

    if name not in files.OWN:
        raise Refused("codes.unknown_list", name)
    return name
