"""init, backup, restore, password."""

import argparse
import socket

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready


def init(asked: argparse.Namespace) -> int:
    """Make an empty node."""
    ready(node=False)
    from hiepdong.journal import node

    name = asked.name or socket.gethostname().split(".")[0]
    node.init(name, asked.admin)
    if asked.json:
        output.answer({"ok": True, "home": str(config.home()), "name": name})
    else:
        output.say(f"{config.home()}: {name}, {asked.admin}")
    return 0


def backup(asked: argparse.Namespace) -> int:
    """Write one encrypted file."""
    ready()
    from hiepdong.cli.progress import progress
    from hiepdong.journal import backups

    with progress("backup") as step:
        written = backups.backup(asked.file, backups.passphrase_from(asked.passphrase_file), step)
    output.answer(written) if asked.json else output.say(
        f"{asked.file}: {written.entries} entries, {written.bytes} bytes"
    )
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Make a node from a backup."""
    ready(node=False)
    from hiepdong.cli.progress import progress
    from hiepdong.journal import backups
    from hiepdong.records import erasure

    with progress("restore") as step:
        done = backups.restore(asked.file, asked.key, backups.passphrase_from(asked.passphrase_file), step)
        erasure.repeat_ledger()
        backups.end_restore()
    output.answer(done) if asked.json else output.say(
        f"{config.home()}: {done.entries} entries, incarnation {done.incarnation}"
    )
    return 0


def password(asked: argparse.Namespace) -> int:
    """Set an officer's password, or print a token for the API."""
    import getpass
    import sys

    ready()
    from hiepdong.forces import accounts, queries

    queries.viewer(asked.login)
    if asked.token:
        print(accounts.begin_session(asked.login, purpose="api"))
        return 0
    accounts.set_password(asked.login, getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n"))
    return 0
