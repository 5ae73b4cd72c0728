"""A node to measure on, in a temporary folder and a database of its own; and cases like those of the sample."""

import itertools
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hiepdong import sample
from hiepdong.vocabulary.clock import HANOI

Act = dict[str, Any]
Document = dict[str, Any]
VIEWER = "thammuu.caoloc"
FIRST_DAY = date(2018, 1, 1)
DAYS = 2_557
_numbers = itertools.count(1)


class World:
    """A home and a database, and this process inside it."""

    def __init__(self, home: Path, database: str | None) -> None:
        self.home, self.database = home, database

    @property
    def environment(self) -> dict[str, str]:
        """What tells a process of its own where the node is."""
        here = {"HIEPDONG_HOME": str(self.home), "HIEPDONG_DATABASE": self.database or "", "HIEPDONG_LANG": "en"}
        return {**os.environ, **here}

    def enter(self) -> "World":
        """Point this process (configuration, keys, connection) here, with nothing in mind of any other node."""
        from django.db import connections

        from hiepdong import settings
        from hiepdong.journal import keys, writing

        connections["default"].close()
        os.environ.update(self.environment)
        keys.forget()
        writing.forget()
        connections.settings["default"] = connections.configure_settings({"default": settings._database()})["default"]
        del connections["default"]
        return self


class Worlds:
    """Makes worlds and takes them away."""

    def __init__(self, folder: Path, database: str | None) -> None:
        self.folder, self.database = folder, database
        self._made: list[World] = []

    def new(self, *, shared: bool = True) -> World:
        """A node with the units and officers of the sample, and no case; this process is in it.

        `shared`: with its standing releases, by which most cases go to several units at once.
        """
        from hiepdong.journal import node
        from hiepdong.journal.perform import NotDone, perform

        world = self._place(None).enter()
        node.init("do-toc-do", "admin")
        assert not [one for one in perform(organisation(shared=shared)) if isinstance(one, NotDone)]
        return world

    def copy(self, world: World) -> World:
        """Another with the same content; this process stays where it was, unconnected."""
        from django.db import connections

        connections["default"].close()
        other = self._place(world)
        shutil.copytree(world.home, other.home)
        return other

    def server_version(self) -> str:
        """The version of the PostgreSQL that is measured."""
        import psycopg

        assert self.database is not None
        with psycopg.connect(self.database) as session:
            return str(session.info.parameter_status("server_version"))

    def drop_all(self) -> None:
        """Take every world away."""
        from django.db import connections

        connections["default"].close()
        while self._made:
            world = self._made.pop()
            shutil.rmtree(world.home, ignore_errors=True)
            if world.database is not None:
                self._sql(f'DROP DATABASE IF EXISTS "{_name(world.database)}"')

    def _place(self, like: World | None) -> World:
        name = f"hiepdong_bench_{os.getpid()}_{next(_numbers)}"
        url = None
        if self.database is not None:
            template = f' TEMPLATE "{_name(like.database)}"' if like and like.database else ""
            self._sql(f'CREATE DATABASE "{name}"{template}')
            head, mark, query = self.database.partition("?")
            url = head.rsplit("/", maxsplit=1)[0] + f"/{name}" + mark + query
        self._made.append(World(self.folder / name, url))
        return self._made[-1]

    def _sql(self, statement: str) -> None:
        import psycopg

        assert self.database is not None
        with psycopg.connect(self.database, autocommit=True) as session:
            session.execute(statement.encode())


def _name(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rsplit("/", maxsplit=1)[1]


@contextmanager
def worlds(database: str | None) -> Iterator[Worlds]:
    """Worlds for one run. Django starts here, once the first home is known."""
    folder = Path(tempfile.mkdtemp(prefix="hiepdong-bench-"))
    os.environ["HIEPDONG_HOME"], os.environ["HIEPDONG_DATABASE"] = str(folder), database or ""
    from hiepdong.cli.setting_up import ready

    ready(node=False)
    made = Worlds(folder, database)
    try:
        yield made
    finally:
        made.drop_all()
        shutil.rmtree(folder, ignore_errors=True)


def organisation(*, shared: bool) -> list[Act]:
    """The acts of the sample before its first case: units, officers and, if asked for, standing releases."""
    before = itertools.takewhile(lambda act: act["act"] != "case.open", map(json.loads, sample.acts()))
    return [act for act in before if shared or act["act"] != "release.standing"]


def openings() -> list[Act]:
    """The acts of the sample that open a case before 2025, by which other cases are made."""
    return [act for act in map(json.loads, sample.acts()) if act["act"] == "case.open" and act["at"] < "2025"]


def case(like: Document, number: int) -> Document:
    """A case like another: on another day, and with words of its own by which it alone is found."""
    start = datetime.fromisoformat(like["occurred"]["from"])
    day = FIRST_DAY + timedelta(days=number * 7 % DAYS)
    moved = datetime.combine(day, start.timetz()).astimezone(HANOI)
    subjects = [
        {**one, "documents": [{"kind": "cccd", "number": f"{number:08d}{place:02d}"}]}
        for place, one in enumerate(like["subjects"] or ())
    ]
    occurred = {"from": moved.isoformat(), "to": None}
    return {**like, "occurred": occurred, "subjects": subjects, "summary": f"{like['summary']} Số {word(number)}."}


def word(number: int) -> str:
    """The word that stands in one case only."""
    return f"hs{number:08d}"


def acts(first: int, count: int) -> list[Act]:
    """Of ten acts seven open a case, two revise one, one releases one to a unit more. Numbered from `first`."""
    likes = openings()
    return [_act(likes, number) for number in range(first, first + count)]


def own_cases(first: int, count: int) -> list[Act]:
    """Acts that each open a case."""
    likes = openings()
    return [_opened(likes, number) for number in range(first, first + count)]


def _opened(likes: list[Act], record: int) -> Act:
    like = likes[record % len(likes)]
    document = case(like["case"], record)
    known = {"id": identity("act", record), "by": like["by"], "record": identity("record", record)}
    return {**known, "act": "case.open", "case": document}


def _act(likes: list[Act], number: int) -> Act:
    place = number % 10
    if place < 7:
        return _opened(likes, number)
    opened = _opened(likes, number - 7)
    act = {**opened, "id": identity("act", number)}
    document = act.pop("case")
    if place < 9:
        return {**act, "act": "case.revise", "expects": 1, "case": {**document, "stage": "xac-minh"}}
    return {**act, "act": "record.release", "to": ["vks-caoloc"], "without": ["others"]}


def identity(what: str, number: int) -> str:
    """The id of an act or record of that number."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{what} {number}"))
