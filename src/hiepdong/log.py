"""What nobody foresaw, for who repairs it: a file in the home folder, never a page or a terminal."""

import time
import traceback
from pathlib import Path

from hiepdong import config


def write(error: Exception) -> Path | None:
    """Put where an error came from into log/errors.log; None when that cannot be written.

    Its message is left out: it may hold what a record says, and a log is not erased with the record.
    """
    path = config.home() / "log" / "errors.log"
    trace = "".join(traceback.format_tb(error.__traceback__))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as file:
            file.write(f"{time.strftime('%F %T')} {type(error).__name__}\n{trace}\n")
    except OSError:
        return None
    return path
