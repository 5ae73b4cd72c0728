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


def failed(error: Exception, *, as_json: bool) -> int:
    """Say why a command came to nothing: a refusal, what disk or database said, or something unforeseen."""
    refusal = _refusal(error)
    return unexpected(error) if refusal is None else refused(refusal, as_json=as_json)


def _refusal(error: Exception) -> Refused | None:
    if isinstance(error, Refused):
        return error
    if isinstance(error, OSError):
        named = f": {error.filename}" if error.filename else ""
        return Refused("node.disk", f"{error.strerror or error}{named}")
    if isinstance(error, _database_errors()):
        from hiepdong.journal.writing import refusal

        return refusal(str(error) or type(error).__name__)
    return None


def _database_errors() -> tuple[type[Exception], ...]:
    """What the database raises. Where Django was not needed nothing did, and a command need not wait for it."""
    database = sys.modules.get("django.db")
    return (database.DatabaseError, database.InterfaceError) if database else ()


def unexpected(error: Exception) -> int:
    """One line, and where it came from in a log file; exit code 70."""
    where = log.write(error) or repr(error)
    words = {
        "vi": f"Lỗi ngoài dự tính ({type(error).__name__}). Chi tiết: {where}",
        "en": f"Something unexpected went wrong ({type(error).__name__}). Details: {where}",
    }
    say(words[config.language()])
    return 70
