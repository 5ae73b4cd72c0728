"""The `hiepdong` command. What a command needs is imported when it runs, so that each starts fast."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable

from hiepdong.cli.parser import parser


def main(arguments: list[str] | None = None) -> int:
    """Run a command; gives its exit code. Messages go to stderr, answers to stdout, tracebacks to a log file."""
    from hiepdong.cli import output

    asked = parser().parse_args(arguments)
    try:
        return _command(asked.command)(asked)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001
        return output.failed(error, as_json=getattr(asked, "json", False))


def _command(name: str) -> Callable[[Namespace], int]:
    from importlib import import_module

    module, function = name.split(":")
    found: Callable[[Namespace], int] = getattr(import_module(f"hiepdong.cli.{module}"), function)
    return found


def entry_point() -> None:
    """For the console script."""
    sys.exit(main())
