"""serve: the desk and the API over waitress, one process."""

import argparse
import errno
import socket

from hiepdong import config
from hiepdong.cli import output
from hiepdong.cli.setting_up import ready
from hiepdong.vocabulary.refusals import Refused

THREADS = 8
WORDS = {
    "vi": "Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: --port {other}",
    "en": "Port {port} is taken by another program. Choose another: --port {other}",
}


def serve(asked: argparse.Namespace) -> int:
    """Serve until stopped. A taken port is one clear line and exit code 1."""
    ready()
    listening = _listen(asked.host, asked.port)
    if listening is None:
        output.say(WORDS[config.language()].format(port=asked.port, other=asked.port + 1))
        return 1
    from hiepdong.journal.node import make_tables

    make_tables()
    _say_if_behind()
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


def _say_if_behind() -> None:
    """A database that was put back, or a lost head file: said at the start. Reading goes on, writing is refused."""
    from hiepdong.journal.queries import head
    from hiepdong.journal.writing import check_noted

    try:
        check_noted(head().seq)
    except Refused as refused:
        output.refused(refused, as_json=False)


def _listen(host: str, port: int) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return None
        raise
    return listening
