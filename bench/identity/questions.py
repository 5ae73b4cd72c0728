"""Questions about a population: each kind of distortion, two at once, and persons who are not there."""

import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from bench.identity import distorting
from bench.identity.people import Person

BIRTHS = ["full"] * 6 + ["day beside", "a year off", "day and month swapped"] + ["year"] * 3 + ["year beside"]


class Question(NamedTuple):
    """A line for the queries, the person meant (None: not there), the kind, and whether an alert is due if he is."""

    row: dict[str, Any]
    meant: str | None
    kind: str
    strong: bool


def questions(people: list[Person], strangers: list[Person], each: int, seed: int) -> list[Question]:
    """So many of each kind about persons who are there, and a third as many in all about persons who are not."""
    rng = random.Random(seed)
    found = [*_of_names(people, each, rng), *_of_births(people, each, rng), *_of_documents(people, each, rng),
             *_of_two(people, each, rng)]  # fmt: skip
    away = [*_of_names(strangers, each, rng), *_of_documents(strangers, each, rng), *_of_two(strangers, each, rng)]
    found += [one._replace(meant=None) for one in away]
    return [one._replace(row={"query_id": f"q{number}", **one.row}) for number, one in enumerate(found)]


def _row(person: Person, name: str | None, birth: str | None, rng: random.Random) -> dict[str, Any]:
    """What is known besides: sex mostly, home sometimes."""
    row: dict[str, Any] = {"name": name, "birth": birth}
    if rng.random() < 0.8:
        row["gender"] = person.sex
    if rng.random() < 0.35:
        row["home"] = rng.choice([person.home, person.home.split(",")[0]])
    return {name: value for name, value in row.items() if value is not None}


def _drawn(
    people: list[Person], each: int, rng: random.Random, make: Callable[[Person], Question | None]
) -> Iterator[Question]:
    made = 0
    for _ in range(each * 60):
        question = make(rng.choice(people))
        if question:
            yield question
            made += 1
            if made == each:
                return


def _of_names(people: list[Person], each: int, rng: random.Random) -> Iterator[Question]:
    for kind, change in distorting.KINDS.items():

        def make(person: Person, kind: str = kind, change: distorting.Change = change) -> Question | None:
            name = change(person, rng)
            how = "full" if rng.random() < 0.7 else "year"
            birth = distorting.other_birth(person, how, rng)
            strong = how == "full" and not person.year_only
            return Question(_row(person, name, birth, rng), person.id, f"name: {kind}", strong) if name else None

        yield from _drawn(people, each, rng, make)


def _of_births(people: list[Person], each: int, rng: random.Random) -> Iterator[Question]:
    for how in ("year", "year beside", "day beside", "a year off", "day and month swapped", "none, with home"):

        def make(person: Person, how: str = how) -> Question | None:
            birth = distorting.other_birth(person, how, rng)
            row = _row(person, person.name, birth, rng)
            if how.startswith("none"):
                row["home"] = person.home
            elif not birth:
                return None
            return Question(row, person.id, f"birth: {how}", False)

        yield from _drawn(people, each, rng, make)


def _of_documents(people: list[Person], each: int, rng: random.Random) -> Iterator[Question]:
    changes: dict[str, Callable[[str], str | None]] = {
        "same": str, "wrong digit": lambda number: distorting.wrong_digit(number, rng),
        "swapped digits": lambda number: distorting.swapped_digits(number, rng),
    }  # fmt: skip
    for kind, change in changes.items():
        for named in (True, False):

            def make(person: Person, kind: str = kind, change: Any = change, named: bool = named) -> Question | None:
                if not person.documents:
                    return None
                which, number = rng.choice(person.documents)
                made = change(number)
                if not made:
                    return None
                row = _row(person, person.name, str(person.born.year), rng) if named else {}
                row["documents"] = [{"kind": which, "number": made}]
                words = f"document: {kind}{', with name' if named else ' alone'}"
                return Question(row, person.id, words, named or kind == "same")

            yield from _drawn(people, each, rng, make)


def _of_two(people: list[Person], each: int, rng: random.Random) -> Iterator[Question]:
    """A distorted name and a distorted birth together; two distortions of one name."""
    names = list(distorting.KINDS.values())
    births = ["day beside", "a year off", "day and month swapped"]

    def make(person: Person) -> Question | None:
        name = rng.choice(names)(person, rng)
        birth = distorting.other_birth(person, rng.choice(births), rng)
        return (
            Question(_row(person, name, birth, rng), person.id, "two: name and birth", False)
            if name and birth
            else None
        )

    def twice(person: Person) -> Question | None:
        first, second = rng.choice(TWICE)
        name = distorting.KINDS[first](person, rng)
        if person.writing != "vi" or name is None:
            return None
        changed = Person(**{**person.__dict__, "words": name.split(), "han": ""})
        name = distorting.KINDS[second](changed, rng) if len(changed.words) > 1 else None
        birth = distorting.other_birth(person, "full", rng)
        strong = not person.year_only
        return Question(_row(person, name, birth, rng), person.id, "two: name twice", strong) if name else None

    yield from _drawn(people, each * 3, rng, make)
    yield from _drawn(people, each * 3, rng, twice)


TWICE = [
    ("spelling of a region", "no tone marks"), ("no middle name", "spelling of a region"),
    ("family name last", "no tone marks"), ("no middle name", "Telex keys"), ("no middle name", "no tone marks"),
    ("family name last", "TCVN3 as Latin-1"), ("spelling of a region", "Telex keys"),
    ("hỏi for ngã", "family name last"), ("spelling of a region", "initials"),
    ("spelling of a region", "title in front"), ("no middle name", "VNI bytes as Latin-1"),
    ("initials", "no tone marks"),
]  # fmt: skip
