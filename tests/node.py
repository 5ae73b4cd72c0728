"""A real node for tests: its own home folder and its own database, SQLite or PostgreSQL, and this process inside it."""

import contextlib
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connections

from hiepdong import cli, settings
from hiepdong.journal import keys, perform, writing
from hiepdong.vocabulary.clock import HANOI

ADMIN = "admin"
_numbers = itertools.count(1)
__all__ = ["ADMIN", "HANOI", "Answer", "Node", "Nodes", "Server"]


class Answer(NamedTuple):
    """What a command gave back."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Node:
    """A home and a database. Entering it points this process (configuration, keys, connection) at them."""

    def __init__(self, home: Path, database: str | None) -> None:
        self.home, self.database = home, database

    @property
    def environment(self) -> dict[str, str]:
        here = {"HIEPDONG_HOME": str(self.home), "HIEPDONG_DATABASE": self.database or "", "HIEPDONG_LANG": "en"}
        return {**os.environ, **here}

    def enter(self) -> "Node":
        connections["default"].close()
        os.environ.update(self.environment)
        keys.forget()
        writing.forget()
        connections.settings["default"] = connections.configure_settings({"default": settings._database()})["default"]
        del connections["default"]
        return self

    def run(self, *arguments: str, typed: str = "") -> Answer:
        """A command in this process, as if typed."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = cli.main(list(arguments))
        finally:
            sys.stdin = stdin
        texts = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            texts.append(stream.read())
        return Answer(code, *texts)

    def spawn(self, *arguments: str, **options: Any) -> "subprocess.Popen[bytes]":
        """A command as a process of its own."""
        command = [sys.executable, "-m", "hiepdong", *arguments]
        return subprocess.Popen(command, env=self.environment, **options)

    def ask(self, *arguments: str) -> Any:
        """The JSON that a query gives."""
        return self.run(*arguments, "--json").json

    def play(self, acts: list[dict[str, Any]], *, batch: int = 100) -> list[perform.Outcome]:
        """Perform acts in transactions of so many."""
        outcomes: list[perform.Outcome] = []
        for start in range(0, len(acts), batch):
            outcomes += perform.perform(acts[start : start + batch])
        return outcomes

    def verify(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("journal", "verify", "--deep")
        return found

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Every file below the home, with its content."""
        for path in sorted(self.home.rglob("*")):
            if path.is_file():
                yield path, path.read_bytes()


class Server:
    """A PostgreSQL in a folder of its own, reached by its socket; nothing of it outlives the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)

    def _as_owner(self, program: str, *arguments: str) -> None:
        assert self.programs is not None
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        data = str(self.folder / "data")
        self._as_owner("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "hiepdong", "--no-sync")
        options = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "listen_addresses": "''"}
        options |= {"unix_socket_directories": str(self.folder), "max_connections": "40"}
        spelled = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._as_owner("pg_ctl", "-D", data, "-l", str(self.folder / "log"), "-w", "-o", spelled, "start")

    def stop(self) -> None:
        self._as_owner("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")

    def url(self, name: str) -> str:
        return f"postgresql://hiepdong@/{name}?host={self.folder}"

    def sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as session:
            session.execute(statement)


class Nodes:
    """Makes nodes on one kind of database: empty ones, and copies of one that was prepared once."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self.folder, self.server = folder, server
        self._prepared: dict[str, Node] = {}

    def bare(self) -> Node:
        """A node that is not initialised."""
        name = f"n{next(_numbers)}"
        if self.server is None:
            return Node(self.folder / name, None)
        self.server.sql(f"CREATE DATABASE {name}")
        return Node(self.folder / name, self.server.url(name))

    def empty(self) -> Node:
        """A node with its administrator and nothing else; this process is in it."""
        node = self.bare().enter()
        done = node.run("init", "--admin", ADMIN, "--name", "test")
        assert done.exit == 0, done
        return node

    def prepared(self, name: str, acts: list[dict[str, Any]]) -> Node:
        """A fresh copy of a node on which these acts were performed once; this process is in it."""
        if name not in self._prepared:
            first = self.empty()
            refused = [one for one in first.play(acts) if isinstance(one, perform.NotDone)]
            assert not refused, refused
            connections["default"].close()
            self._prepared[name] = first
        return self.copy(self._prepared[name])

    def copy(self, node: Node) -> Node:
        """A node with the same content, apart; this process is in it."""
        connections["default"].close()
        name = f"n{next(_numbers)}"
        shutil.copytree(node.home, self.folder / name)
        if self.server is None:
            return Node(self.folder / name, None).enter()
        self.server.sql(f"CREATE DATABASE {name} TEMPLATE {_name_of(str(node.database))}")
        return Node(self.folder / name, self.server.url(name)).enter()

    def drop(self, node: Node) -> None:
        """Take a node away that is needed no more."""
        connections["default"].close()
        shutil.rmtree(node.home)
        if self.server is not None:
            self.server.sql(f"DROP DATABASE {_name_of(str(node.database))}")


def _name_of(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rsplit("/", maxsplit=1)[1]
