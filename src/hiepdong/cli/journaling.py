"""journal verify, rebuild, stats."""

import argparse

from hiepdong.cli import output
from hiepdong.cli.progress import progress
from hiepdong.cli.setting_up import ready


def verify(asked: argparse.Namespace) -> int:
    """Check chain, signatures, digests and head; with --deep also the index. Exit 1 when anything is wrong."""
    ready()
    from hiepdong.journal import verifying

    with progress("verify", verifying.entries() * (2 if asked.deep else 1)) as step:
        found = verifying.verify(step, deep=asked.deep, note_head=asked.note_head)
    if asked.json:
        output.answer(found)
    else:
        output.table([(problem.seq, problem.what) for problem in found.problems], ("seq", "problem"))
        print(f"{found.entries} entries, {len(found.problems)} problems")
    return 0 if found.ok else 1


def rebuild(asked: argparse.Namespace) -> int:
    """Make the index anew from the journal, with the tables that this version knows and an older one did not."""
    ready(index=False)
    done = _rebuild()
    output.answer({"ok": True, "entries": done}) if asked.json else print(f"{done} entries")
    return 0


def bring_up_to_date() -> None:
    """Make the index anew where another version made it, for commands that a person starts and waits for."""
    from hiepdong import config

    if config.is_index_old():
        _rebuild()


def _rebuild() -> int:
    from hiepdong.journal import node, verifying

    with progress("rebuild", verifying.entries()) as step:
        return node.renew(step)


def stats(asked: argparse.Namespace) -> int:
    """How much the journal holds."""
    ready()
    from hiepdong.journal import queries

    found = queries.stats()
    if asked.json:
        output.answer(found)
    else:
        output.table(sorted(found.items()), ("what", "how much"))
    return 0
