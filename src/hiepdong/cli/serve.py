"""serve: the desk and the API over waitress, one process."""

import argparse
import errno
import socket
import threading

from hiepdong.cli import output
from hiepdong.cli.journaling import bring_up_to_date
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

THREADS = 8
FIRST_OPEN_PORT = 1024


def serve(asked: argparse.Namespace) -> int:
    """Serve until stopped. Raises Refused serve.port_taken, .port_denied, .address."""
    ready(index=False)
    bring_up_to_date()
    listening = listen(asked.host, asked.port)
    _say_how_to_begin(asked.port)
    return run(listening)


def _say_how_to_begin(port: int) -> None:
    """Where nobody can sign in yet, the administrator gets a first password: told once, here, and set up by page."""
    from hiepdong import config
    from hiepdong.forces import accounts, queries

    if accounts.anybody():
        return
    for login in queries.administrators():
        password = accounts.first_password(login)
        said = {
            "vi": f"Mở http://localhost:{port}, tên {login}, mật khẩu lần đầu {password} (chỉ hiện lần này).",
            "en": f"Open http://localhost:{port}, name {login}, first password {password} (shown this once).",
        }
        output.say(said[config.language()])


def run(listening: socket.socket) -> int:
    """Serve the desk and the API on a socket until stopped."""
    from hiepdong.journal.node import make_tables
    from hiepdong.records import erasure

    make_tables()
    if _is_whole():
        erasure.finish_or_log()
        threading.Thread(target=_follow_identities, daemon=True).start()
    from waitress.server import create_server

    from hiepdong.desk.wsgi import application

    server = create_server(
        application, sockets=[listening], threads=THREADS, ident="hiepdong", clear_untrusted_proxy_headers=True,
        max_request_body_size=32 * 1024 * 1024,
    )  # fmt: skip
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return 0


def _follow_identities() -> None:
    """Bring the index of persons up beside the work, so that the first look-up of the day need not."""
    from django.db import DatabaseError, connections

    from hiepdong import log
    from hiepdong.cases import identities

    try:
        identities.followed()
    except (OSError, DatabaseError, Refused) as error:
        log.write(error)
    finally:
        connections.close_all()


def _is_whole() -> bool:
    """Whether the journal may be written. One that was put back, or lost its head file, says so at the start."""
    from hiepdong.journal.queries import head
    from hiepdong.journal.writing import check_noted

    try:
        check_noted(head().seq)
    except Refused as refused:
        output.refused(refused, as_json=False)
        return False
    return True


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address. Raises Refused serve.port_taken, .port_denied, .address."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            raise Refused("serve.port_taken", port, other=port + 1) from error
        if number == errno.EACCES and port < FIRST_OPEN_PORT:
            raise Refused("serve.port_denied", port, other=8000) from error
        raise Refused("serve.address", f"{host}:{port}") from error
    return listening
