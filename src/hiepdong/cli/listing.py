"""codes: the code lists of the field, and an office's own laid over them."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused


def lists(asked: argparse.Namespace) -> int:
    """All lists, how many codes each has, and whether the office has one of its own."""
    ready()
    from hiepdong.vocabulary import codes

    found = codes.lines()
    if asked.json:
        output.answer(found)
    else:
        output.table([(one.list, one.codes, "own" if one.own else "") for one in found], ("list", "codes", ""))
    return 0


def show(asked: argparse.Namespace) -> int:
    """The codes of one list, with words and validity."""
    ready()
    from hiepdong.vocabulary import codes

    rows = [row for held in codes.LISTS[_known(asked.list)].by_code.values() for row in held]
    if asked.json:
        output.answer(rows)
        return 0
    lines = [(row.code, getattr(row, "vi", ""), row.valid_from, row.valid_to, row.basis) for row in rows]
    output.table(lines, ("code", "vi", "from", "to", "basis"))
    return 0


def bring_in(asked: argparse.Namespace) -> int:
    """Lay an office's own list over the packaged one, and make the index anew by it. A fault changes nothing."""
    ready()
    from hiepdong.cli.progress import progress
    from hiepdong.journal import rebuilding, verifying
    from hiepdong.vocabulary import codes

    name = _known(asked.list or Path(asked.file).stem)
    found, problems = codes.load(read_text(asked.file), name)
    if problems:
        return faults(name, problems, as_json=asked.json)
    config.write_durably(config.codes_folder() / f"{name}.csv", Path(asked.file).read_bytes())
    codes.use(config.codes_folder())
    with progress("rebuild", verifying.entries()) as step:
        rebuilding.rebuild(step)
    output.answer({"ok": True, "list": name, "codes": len(found)}) if asked.json else output.say(
        f"{name}: {len(found)}"
    )
    return 0


def _known(name: str) -> str:
    from hiepdong.vocabulary import codes

    if name not in codes.LISTS:
        raise Refused("codes.unknown_list", name)
    return name


def read_text(file: str) -> str:
    """A CSV that was named. Raises Refused file.unreadable."""
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused("file.unreadable", f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refused("file.unreadable", f"{file}: UTF-8") from error


def faults(name: str, problems: Sequence[object], *, as_json: bool) -> int:
    """Tell every fault of a file by its line; exit code 1."""
    said = msgspec.to_builtins(problems)
    refusal = Refused("codes.bad_list", name)
    if as_json:
        message = refusal.text(config.language())
        output.answer({"ok": False, "code": refusal.code, "message": message, "problems": said})
        return 1
    for one in said:
        output.say(f"{name}.csv:{one['line']}: {one[config.language()]}")
    return output.refused(refusal, as_json=False)
