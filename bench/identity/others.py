"""Other matchers, put the same questions: each gets the name as it was asked, and the birth where it can use it.

They are no part of what we need, so who measures installs them: `pip install rapidfuzz nomenklatura`.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from bench.identity.people import Person
from bench.identity.questions import Question

Answer = Callable[[dict[str, Any]], list[str]]
_TOP = 10
_CANDIDATES = 200


def measure(asked: argparse.Namespace, people: list[Person], about: list[Question]) -> None:
    """A line for each matcher: what it found of so many questions with a name, and how fast."""
    named = [one for one in about if one.meant and "name" in one.row and "birth" in one.row]
    some = random.Random(asked.seed).sample(named, min(asked.limit, len(named)))
    print(f"\n| {len(some)} questions with a name | @1 | @5 | @10 | ms each | to prepare |\n{'|---' + '|--:' * 5}|")
    for name in asked.beside:
        began = time.perf_counter()
        try:
            answer = KNOWN[name](people, asked)
        except ImportError as error:
            print(f"| {name}: not installed ({error.name}) | – | – | – | – | – |")
            continue
        prepared = time.perf_counter() - began
        ranks, began = [], time.perf_counter()
        for one in some:
            ids = answer(one.row)
            ranks.append(ids.index(str(one.meant)) if one.meant in ids else 99)
        spent = (time.perf_counter() - began) * 1000 / len(some)
        found = " | ".join(f"{100 * sum(rank < most for rank in ranks) / len(ranks):.1f}" for most in (1, 5, 10))
        print(f"| {name} | {found} | {spent:.1f} | {prepared:.1f} s |", flush=True)


def _with_year(ids: Iterator[str] | list[str], row: dict[str, Any], people: dict[str, Person]) -> list[str]:
    """Those born in the year first, which is what a clerk would do with a list of like names."""
    ordered = list(ids)
    year = str(row.get("birth", ""))[:4]
    ordered.sort(key=lambda one: str(people[one].born.year) != year)
    return ordered[:_TOP]


def rapidfuzz(people: list[Person], asked: argparse.Namespace) -> Answer:
    """WRatio over every name."""
    from rapidfuzz import fuzz, process, utils

    names = [utils.default_process(person.name) for person in people]
    known = {person.id: person for person in people}

    def answer(row: dict[str, Any]) -> list[str]:
        found = process.extract(utils.default_process(row["name"]), names, scorer=fuzz.WRatio, limit=_CANDIDATES)
        return _with_year([people[at].id for _, _, at in found], row, known)

    return answer


def pg_trgm(people: list[Person], asked: argparse.Namespace) -> Answer:
    """PostgreSQL: similarity of names without marks by trigrams, with a GIN index."""
    import psycopg

    if not asked.database:
        raise ImportError("--database URL", name="--database URL")
    session = psycopg.connect(asked.database, autocommit=True)
    session.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    session.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    session.execute("CREATE TEMPORARY TABLE person (id text, name text, year int)")
    with session.cursor().copy("COPY person FROM STDIN") as copy:
        for person in people:
            copy.write_row((person.id, person.name, person.born.year))
    session.execute("UPDATE person SET name = unaccent(lower(name))")
    session.execute("CREATE INDEX ON person USING gin (name gin_trgm_ops)")
    session.execute("ANALYZE person")
    query = """SELECT id FROM person WHERE name %% unaccent(lower(%s))
               ORDER BY (year = %s) DESC, similarity(name, unaccent(lower(%s))) DESC LIMIT 10"""

    def answer(row: dict[str, Any]) -> list[str]:
        return [str(one[0]) for one in session.execute(query, (row["name"], int(row["birth"][:4]), row["name"]))]

    return answer


def nomenklatura(people: list[Person], asked: argparse.Namespace) -> Answer:
    """OpenSanctions' logic-v2 over the 200 best of rapidfuzz and all who were born that day."""
    from followthemoney import model
    from nomenklatura.matching import ScoringConfig, get_algorithm
    from rapidfuzz import fuzz, process, utils

    algorithm, config = get_algorithm("logic-v2"), ScoringConfig.defaults()
    names = [utils.default_process(person.name) for person in people]
    days: dict[str, list[int]] = {}
    for at, person in enumerate(people):
        days.setdefault(str(person.row()["birth"]), []).append(at)

    def entity(row: dict[str, Any]) -> Any:
        made = model.make_entity("Person")
        made.id = str(row.get("id", "asked"))
        for field, name in (("name", "name"), ("birth", "birthDate"), ("gender", "gender")):
            if row.get(field):
                made.add(name, {"m": "male", "f": "female"}.get(row[field], row[field]))
        return made

    def answer(row: dict[str, Any]) -> list[str]:
        found = process.extract(utils.default_process(row["name"]), names, scorer=fuzz.WRatio, limit=_CANDIDATES)
        places = {*(at for _, _, at in found), *days.get(str(row.get("birth")), [])}
        wanted = entity(row)
        scored = [(algorithm.compare(wanted, entity(people[at].row()), config).score, people[at].id) for at in places]
        return [one for _, one in sorted(scored, reverse=True)[:_TOP]]

    return answer


KNOWN: dict[str, Callable[[list[Person], argparse.Namespace], Answer]] = {
    "rapidfuzz": rapidfuzz, "pg_trgm": pg_trgm, "nomenklatura": nomenklatura,
}  # fmt: skip
