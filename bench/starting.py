"""How long a command takes from nothing, and how much memory the server holds once its pages were opened."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from http.cookies import SimpleCookie
from pathlib import Path

from bench.row import Row, Say
from bench.world import VIEWER, World, Worlds

RUNS = 5
COMMANDS = (
    ("acts", "--schema"),
    ("list", "case", "--as", VIEWER, "--json"),
    ("search", "ma túy", "--as", VIEWER, "--json"),
    ("figures", "--as", VIEWER, "--by", "offence", "--json"),
    ("journal", "stats", "--json"),
)
PEER = "import django, sqlite3, msgspec; from django.conf import settings; settings.configure(); django.setup()"
SERVING_PEER = f"{PEER}; import waitress, django.core.handlers.wsgi, django.template; print(1, flush=True); input()"
PAGES = ("/", "/vu-viec", "/so-lieu?tu=01/01/2019&den=31/12/2023", "/tim?q=ma+tuy", "/dia-ban", "/ban-do/nen.json")
PASSWORD = "do-toc-do-may-nay"


def measure(worlds: Worlds, say: Say, *, quick: bool = False) -> list[Row]:
    """Over the cases of the sample."""
    from hiepdong.journal.perform import perform

    here = worlds.new()
    from bench import world

    perform(world.openings())
    say("start-up of commands")
    started = [_start_row(here, command, 1 if quick else RUNS) for command in COMMANDS]
    say("memory of the server")
    return [*started, _memory_row(here, 20 if quick else 200)]


def _start_row(here: World, command: tuple[str, ...], runs: int) -> Row:
    ours = min(_seconds(here, [sys.executable, "-m", "hiepdong", *command]) for _ in range(runs))
    bare = min(_seconds(here, [sys.executable, "-c", PEER]) for _ in range(runs))
    words = " ".join(command[:2]) if command[0] in ("list", "journal") else command[0]
    return Row(
        f"start-up: hiepdong {words}", ours, bare, "s", "≤ 0.4", "Beside Python with Django and nothing of ours."
    )


def _seconds(here: World, command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=here.environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _memory_row(here: World, rounds: int) -> Row:
    _give_password(here)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hiepdong", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=here.environment) as server:
        try:
            _visit(port, rounds)
            ours = _resident_mb(server.pid)
        finally:
            server.terminate()
    note = (
        f"Resident after {rounds} rounds through {len(PAGES)} pages; beside Django and waitress with nothing of ours."
    )
    return Row("memory of the server", ours, _bare_memory(here), "MB", "≤ 250", note)


def _give_password(here: World) -> None:
    command = [sys.executable, "-m", "hiepdong", "password", VIEWER]
    subprocess.run(command, env=here.environment, input=PASSWORD.encode(), check=True)


def _visit(port: int, rounds: int) -> None:
    cookies = _signed_in(port)
    for _ in range(rounds):
        for page in PAGES:
            answer = _get(port, page, cookies)
            assert answer.status == 200, (page, answer.status)


def _signed_in(port: int) -> str:
    for _ in range(100):
        try:
            page = _get(port, "/dang-nhap", "")
            break
        except OSError:
            time.sleep(0.1)
    cookies = SimpleCookie(page.headers["Set-Cookie"])
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert found is not None
    form = f"csrfmiddlewaretoken={found[1]}&login={VIEWER}&password={PASSWORD}"
    answer = _send(port, "POST", "/dang-nhap", _spelled(cookies), form)
    for line in answer.headers.get_all("Set-Cookie") or []:
        cookies.load(line)
    return _spelled(cookies)


def _spelled(cookies: "SimpleCookie") -> str:
    return "; ".join(f"{name}={one.value}" for name, one in cookies.items())


class _Answer:
    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.text = answer.status, answer.headers, answer.read().decode()


def _get(port: int, path: str, cookies: str) -> _Answer:
    return _send(port, "GET", path, cookies, None)


def _send(port: int, method: str, path: str, cookies: str, form: str | None) -> _Answer:
    session = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    session.request(method, path, body=form, headers=headers)
    answer = _Answer(session.getresponse())
    session.close()
    return answer


def _bare_memory(here: World) -> float:
    command = [sys.executable, "-c", SERVING_PEER]
    with subprocess.Popen(command, env=here.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as peer:
        assert peer.stdout is not None
        peer.stdout.readline()
        found = _resident_mb(peer.pid)
        peer.terminate()
    return found


def _resident_mb(pid: int) -> float:
    """Resident memory of a process in MB, shared pages of files included."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
