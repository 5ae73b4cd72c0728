"""What the command line says: answers, refusals, and the one line for what went wrong."""

import sys
from typing import Any

import msgspec

from hiepdong import config, log
from hiepdong.vocabulary.refusals import Refused


def say(text: str) -> None:
    """A message for the person at the terminal."""
    print(text, file=sys.stderr)


def answer(value: Any) -> None:
    """An answer as one JSON text on stdout."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def table(rows: list[tuple[Any, ...]], heads: tuple[str, ...]) -> None:
    """An answer as columns on stdout."""
    lines = [heads, *[tuple("" if cell is None else str(cell) for cell in row) for row in rows]]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def refused(refusal: Refused, *, as_json: bool) -> int:
    """Say what was refused; exit code 1."""
    text = refusal.text(config.language())
    if as_json:
        answer({"ok": False, "code": refusal.code, "message": text})
    else:
        say(f"{text} [{refusal.code}]")
    return 1


def database_errors() -> tuple[type[Exception], ...]:
    """What the database raises; nothing before Django is there, so that a command need not wait for it."""
    database = sys.modules.get("django.db")
    return (database.DatabaseError, database.InterfaceError) if database else ()


def of_database(error: Exception) -> Refused:
    """What the database said, as a refusal."""
    from hiepdong.journal.writing import refusal

    return refusal(str(error) or type(error).__name__)


def unexpected(error: Exception) -> int:
    """One line, and where it came from in a log file; exit code 70."""
    where = log.write(error) or repr(error)
    words = {
        "vi": f"Lỗi ngoài dự tính ({type(error).__name__}). Chi tiết: {where}",
        "en": f"Something unexpected went wrong ({type(error).__name__}). Details: {where}",
    }
    say(words[config.language()])
    return 70
