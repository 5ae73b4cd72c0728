"""play, acts."""

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

BOM = b"\xef\xbb\xbf"


def play(asked: argparse.Namespace) -> int:
    """Perform the acts of a file, in order. Exit 0 all done, 1 some refused, 2 a line is no act (nothing done)."""
    ready()
    from hiepdong.cli.progress import progress
    from hiepdong.journal.perform import BATCH, NotDone, perform
    from hiepdong.records import erasure

    acts = _read(asked.file)
    if acts is None:
        return 2
    erasure.finish_or_log()
    refused = 0
    with progress("play", total=len(acts)) as step:
        for start in range(0, len(acts), BATCH):
            batch = acts[start : start + BATCH]
            outcomes = perform(batch, stop_at_refusal=asked.stop_at_refusal)
            refused += sum(isinstance(outcome, NotDone) for outcome in outcomes)
            for outcome in outcomes:
                _print(outcome, as_json=asked.json)
            step(len(batch))
            if refused and asked.stop_at_refusal:
                break
    if not asked.json:
        output.say(f"{len(acts) - refused} / {len(acts)}")
    return 1 if refused else 0


def _print(outcome: Any, *, as_json: bool) -> None:
    from hiepdong.journal.perform import NotDone, told

    if as_json:
        output.answer(told(outcome, config.language()))
    elif isinstance(outcome, NotDone):
        output.say(f"{outcome.id}: {outcome.refused.text(config.language())} [{outcome.refused.code}]")


def _read(file: str) -> list[dict[str, Any]] | None:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Refused("file.unreadable", f"{file}: {error.strerror}") from error
    acts = []
    for number, line in enumerate(content.removeprefix(BOM).splitlines(), 1):
        if not line.strip():
            continue
        act = _object(line)
        if act is None:
            output.say(Refused("play.no_act", f"{file}:{number}").text(config.language()))
            return None
        acts.append(act)
    return acts


def _object(line: bytes) -> dict[str, Any] | None:
    from hiepdong.journal.perform import is_act

    try:
        act = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None
    return act if is_act(act) else None


def acts(asked: argparse.Namespace) -> int:
    """List all acts, explain one, or print the JSON Schema."""
    from hiepdong.vocabulary.acts import ACTS

    if asked.schema:
        from hiepdong.vocabulary.schema import acts_schema

        output.answer(acts_schema())
        return 0
    ready(node=False)
    from hiepdong.journal import registry

    if asked.act and asked.act not in ACTS:
        raise Refused("act.unknown", asked.act)
    announced = registry.announced()
    kinds = {tag: kind for tag, kind in ACTS.items() if asked.act in (None, tag) and kind in announced}
    lines = [(tag, *_described(kind, announced[kind])) for tag, kind in kinds.items()]
    if asked.json:
        output.answer([dict(zip(("act", "command", "roles", "does"), line, strict=True)) for line in lines])
    else:
        output.table(lines, ("act", "command", "roles", "does"))
    return 0


def _described(kind: Any, known: Any) -> tuple[str, str, str]:
    command = f"{known.command.__module__.removeprefix('hiepdong.')}.{known.command.__name__}"
    return command, ", ".join(sorted(known.roles)), (kind.__doc__ or "").splitlines()[0]
