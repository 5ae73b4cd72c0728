"""Events of the sample: those behind the article's figures, and all that surrounds them and must not be counted."""

import random
from datetime import datetime, timedelta, timezone
from typing import Any

from msgspec import Struct

from tools.sample import places
from tools.sample.forces import COMMUNE_POLICE, POSTS
from tools.sample.people import People

HANOI = timezone(timedelta(hours=7))
Person = dict[str, Any]


class Event(Struct, kw_only=True):
    """What happened. `owners` each keep a record of it; the first one's is the fuller. Linked when several."""

    key: str
    at: datetime
    place: dict[str, Any]
    offence: str
    lead: str
    supporting: list[str]
    found: str
    owners: list[str]
    subjects: list[Person]
    others: list[dict[str, Any]] = []
    wanted: list[dict[str, Any]] = []
    exercise: bool = False
    linked: bool = True


class World:
    """Makes events from a seeded source."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)
        self.people = People(self.source)

    def at(self, year: int, month: int, day: int) -> datetime:
        """Some time of a day, not too near midnight."""
        return datetime(
            year, month, day, self.source.randint(4, 21), self.source.choice((0, 5, 10, 20, 30, 40, 45)), tzinfo=HANOI
        )

    def some_day(self, year: int) -> datetime:
        """Some day of a year, oftener in the weeks before Tết."""
        month = self.source.choice((1, 1, 12, 12, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
        return self.at(year, month, self.source.randint(1, 28))

    def subjects(self, count: int, status: str, *, foreign: bool = False, **more: Any) -> list[Person]:
        """Subjects s1, s2 …"""
        make = self.people.foreign if foreign else self.people.vietnamese
        return [make(f"s{number}", status, **more) for number in range(1, count + 1)]

    def joint(self, key: str, when: datetime, post: str, offence: str, subjects: list[Person], *, twice: bool) -> Event:
        """District police in the lead, a post that found it; registered by one or by both."""
        return Event(
            key=key,
            at=when,
            place=places.on_the_border(self.source, post, when.date()),
            offence=offence,
            lead="ca-caoloc",
            supporting=[post],
            found=post,
            subjects=subjects,
            owners=["ca-caoloc", post] if twice else [self.source.choice(("ca-caoloc", post))],
        )


DRUGS = (
    (2019, 3, 14, 1),
    (2019, 6, 22, 1),
    (2019, 9, 5, 2),
    (2019, 12, 20, 1),
    (2020, 1, 9, 1),
    (2020, 5, 17, 1),
    (2020, 8, 28, 1),
    (2020, 12, 24, 2),
    (2021, 3, 11, 1),
    (2021, 6, 30, 1),
    (2021, 10, 7, 1),
    (2022, 1, 14, 2),
    (2022, 4, 19, 1),
    (2022, 11, 3, 1),
    (2023, 1, 12, 3),
    (2023, 5, 25, 1),
    (2023, 8, 16, 1),
    (2023, 10, 27, 2),
)
GOODS = (
    (2019, 1, 21, 1),
    (2019, 12, 27, 1),
    (2020, 1, 8, 1),
    (2021, 12, 18, 2),
    (2022, 1, 12, 1),
    (2022, 12, 22, 1),
    (2023, 1, 9, 2),
)
FOREIGNERS = (
    (2019, 10, 2, 2, "ad-foreigner-not-permitted"),
    (2020, 7, 15, 1, "ad-cross-no-formalities"),
    (2021, 2, 3, 2, "ad-border-area-not-declared"),
    (2021, 11, 19, 1, "ad-foreigner-not-permitted"),
    (2022, 6, 9, 1, "ad-cross-no-formalities"),
    (2023, 10, 12, 2, "ad-border-area-not-declared"),
)
LED_ACROSS = (
    ("O1", 2, "ad-cross-no-formalities"),
    ("O2", 1, "ad-cross-no-formalities"),
    ("D05", 1, "ad-entry-no-document"),
    ("D13", 1, "ad-entry-no-document"),
    ("H5", 1, "pc-347"),
)
SINGLE = {"D02", "D06", "D09", "D11", "D14", "D17", "H3", "H6", "F3", "F6"}


def of_the_article(world: World) -> list[Event]:
    """Where the district police and a post took part together, 2019 to 2023."""
    found = [*_drugs(world), *_goods(world), *_foreigners(world), *_organisers(world)]
    for key, count, offence in LED_ACROSS:
        event = next(event for event in found if event.key == key)
        first = len(event.subjects) + 1
        status = "vi-pham-hanh-chinh" if offence.startswith("ad-") else "bi-can"
        event.subjects = event.subjects + [
            world.people.vietnamese(f"s{number}", status, offences=[offence]) for number in range(first, first + count)
        ]
    wanted = world.subjects(1, "bi-truy-na")
    event = world.joint("W1", world.at(2022, 9, 8), "bp-huunghi", "wanted-found", wanted, twice=False)
    event.wanted = [{"subject": "s1", "issuer": "Công an huyện Văn Lãng", "number": "mẫu 17/QĐ", "date": "2021-05-11"}]
    return [*found, event]


def _post(number: int) -> str:
    return POSTS[number % len(POSTS)]


def _drugs(world: World) -> list[Event]:
    events = []
    for number, (year, month, day, count) in enumerate(DRUGS, 1):
        key = f"D{number:02}"
        offence = "pc-251" if number % 3 == 0 else "pc-249"
        subjects = world.subjects(count, "bi-can" if number % 2 else "bi-tam-giu")
        events.append(
            world.joint(key, world.at(year, month, day), _post(number), offence, subjects, twice=key not in SINGLE)
        )
    return events


def _goods(world: World) -> list[Event]:
    events = []
    for number, (year, month, day, count) in enumerate(GOODS, 1):
        key, post = f"H{number}", _post(number + 1)
        subjects = world.subjects(count, "bi-can")
        event = world.joint(key, world.at(year, month, day), post, "pc-191", subjects, twice=key not in SINGLE)
        if key == "H6":
            event = Event(
                **{
                    **_plain(event),
                    "lead": "bp-thanhloa",
                    "found": "bp-thanhloa",
                    "supporting": [],
                    "owners": ["bp-thanhloa"],
                }
            )
            event.place = places.on_the_border(world.source, "bp-thanhloa", event.at.date())
        events.append(event)
    return events


def _plain(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}


def _foreigners(world: World) -> list[Event]:
    events = []
    for number, (year, month, day, count, offence) in enumerate(FOREIGNERS, 1):
        key = f"F{number}"
        subjects = world.subjects(count, "vi-pham-hanh-chinh", foreign=True)
        events.append(
            world.joint(key, world.at(year, month, day), _post(number), offence, subjects, twice=key not in SINGLE)
        )
    return events


def _organisers(world: World) -> list[Event]:
    one = world.joint("O1", world.at(2021, 5, 6), "bp-huunghi", "pc-348", world.subjects(1, "bi-can"), twice=True)
    two = world.joint("O2", world.at(2023, 3, 23), "bp-baolam", "pc-348", world.subjects(3, "bi-can"), twice=True)
    two.others = [
        {"key": "v1", "name": "Người được đưa dẫn thứ nhất (mẫu)", "role": "guided", "minor": True, "birth": "2007"}
    ]
    return [one, two]


BASON_2023 = (
    ("pc-348", 3, 1, 18),
    ("pc-348", 3, 2, 9),
    ("pc-348", 2, 4, 2),
    ("pc-348", 4, 6, 14),
    ("pc-348", 3, 8, 21),
    ("pc-348", 2, 10, 30),
    ("pc-348", 3, 11, 25),
    ("pc-249", 2, 3, 2),
    ("pc-249", 2, 7, 12),
    ("pc-249", 1, 11, 11),
    ("wanted-found", 1, 9, 15),
)
BASON_2022 = (
    ("pc-348", 3, 2, 11),
    ("pc-348", 2, 4, 28),
    ("pc-348", 3, 7, 6),
    ("pc-348", 2, 10, 17),
    ("pc-348", 3, 12, 21),
    ("pc-249", 2, 1, 25),
    ("pc-249", 1, 3, 30),
    ("pc-249", 1, 8, 4),
    ("pc-249", 1, 12, 2),
)


def of_bason(world: World) -> list[Event]:
    """The Ba Sơn post with the police of Cao Lâu and Xuất Lễ, 2022 and 2023."""
    planned = [(2023, *line) for line in BASON_2023] + [(2022, *line) for line in BASON_2022]
    return [_of_bason(world, number, line) for number, line in enumerate(planned, 1)]


def _of_bason(world: World, number: int, line: tuple[int, str, int, int, int]) -> Event:
    year, offence, count, month, day = line
    commune, police = (("06196", "ca-caolau"), ("06202", "ca-xuatle"))[number % 2]
    when = world.at(year, month, day)
    event = Event(
        key=f"B{number:02}",
        at=when,
        place=places.on_the_border(world.source, "bp-bason", when.date(), (commune,)),
        offence=offence,
        lead="bp-bason",
        supporting=[police],
        found="bp-bason" if number % 3 else police,
        owners=["bp-bason", police] if number % 5 else ["bp-bason"],
        subjects=world.subjects(count, "bi-truy-na" if offence == "wanted-found" else "bi-can"),
    )
    if offence == "wanted-found":
        issuer = "Công an huyện Lục Nam, tỉnh Bắc Giang"
        event.wanted = [
            {
                "subject": "s1",
                "issuer": issuer,
                "number": "mẫu 08/QĐ",
                "date": "2022-11-02",
                "offence": "Lừa đảo chiếm đoạt tài sản",
            }
        ]
    if offence == "pc-348" and number % 2:
        event.others = [{"key": "v1", "name": "Người được đưa dẫn (mẫu)", "role": "guided", "birth": "1998"}]
    return event


AROUND = (
    "ad-cross-no-formalities",
    "ad-fireworks",
    "ad-smuggled-goods",
    "pc-188",
    "pc-189",
    "pc-250",
    "ad-animals",
    "ad-border-area-stay",
    "pc-348",
    "pc-249",
    "ad-drug-use",
    "pc-191",
)
INLAND = (
    "pc-173",
    "pc-321",
    "pc-249",
    "ad-drug-use",
    "ad-gambling",
    "ad-theft-fraud",
    "pc-134",
    "pc-174",
    "pc-251",
    "pc-318",
)
NOT_ASKED_OF_BASON = ("ad-fireworks", "ad-smuggled-goods", "pc-188", "pc-250", "ad-animals", "ad-forest")


def around(world: World) -> list[Event]:
    """Everything else: forces alone, other pairs of forces."""
    makers = (
        [_post_alone] * 100,
        [_district_alone] * 42,
        [_district_and_others] * 15,
        [_post_and_commune] * 55,
        [_army_and_post] * 10,
        [_elsewhere] * 10,
        [_army_and_police] * 6,
    )
    return [make(world, f"N{number:03}") for number, make in enumerate((make for group in makers for make in group), 1)]


def _crowd(world: World, offence: str) -> list[Person]:
    count = world.source.choice((0, 1, 1, 1, 2, 2, 3))
    foreign = offence == "ad-cross-no-formalities" and world.source.random() < 0.4
    return world.subjects(count, "vi-pham-hanh-chinh" if offence.startswith("ad-") else "bi-can", foreign=foreign)


def _post_alone(world: World, key: str) -> Event:
    when, post, offence = (
        world.some_day(world.source.randint(2019, 2023)),
        world.source.choice(POSTS),
        world.source.choice(AROUND),
    )
    place = places.on_the_border(world.source, post, when.date())
    return Event(
        key=key,
        at=when,
        place=place,
        offence=offence,
        lead=post,
        supporting=[],
        found=post,
        owners=[post],
        subjects=_crowd(world, offence),
    )


def _district_alone(world: World, key: str) -> Event:
    when, offence = world.some_day(world.source.randint(2019, 2023)), world.source.choice(INLAND)
    commune = world.source.choice(tuple(places.TOWN_POINTS))
    police = COMMUNE_POLICE[commune][0]
    return Event(
        key=key,
        at=when,
        place=places.in_the_district(world.source, commune),
        offence=offence,
        lead="ca-caoloc",
        supporting=[police] if world.source.random() < 0.4 else [],
        found="ca-caoloc",
        owners=["ca-caoloc"],
        subjects=_crowd(world, offence),
    )


def _district_and_others(world: World, key: str) -> Event:
    when, offence = (
        world.some_day(world.source.randint(2019, 2023)),
        world.source.choice(("pc-191", "ad-prohibited-goods", "ad-forest", "ad-smuggled-goods")),
    )
    other = world.source.choice(("hq-huunghi", "kl-caoloc", "qltt-langson"))
    return Event(
        key=key,
        at=when,
        place=places.in_the_district(world.source, "06184"),
        offence=offence,
        lead="ca-caoloc",
        supporting=[other],
        found=other,
        owners=["ca-caoloc"],
        subjects=_crowd(world, offence),
    )


def _post_and_commune(world: World, key: str) -> Event:
    year, post = world.source.randint(2019, 2023), world.source.choice(POSTS)
    when = world.some_day(year)
    place = places.on_the_border(world.source, post, when.date())
    police = COMMUNE_POLICE[place["commune"]][0]
    offence = world.source.choice(NOT_ASKED_OF_BASON if post == "bp-bason" and year >= 2022 else AROUND)
    keeps_own = police in ("ca-caolau", "ca-xuatle", "ca-mauson-cl") and world.source.random() < 0.5
    return Event(
        key=key,
        at=when,
        place=place,
        offence=offence,
        lead=post,
        supporting=[police],
        found=post,
        owners=[post, police] if keeps_own else [post],
        subjects=_crowd(world, offence),
    )


def _fitting(world: World, event: Event, offences: tuple[str, ...]) -> str:
    """One of the offences that is a crime or not as the event's was: its persons have the status that goes with it."""
    kind = event.offence[:3]
    return world.source.choice([one for one in offences if one[:3] == kind])


def _army_and_post(world: World, key: str) -> Event:
    event = _post_alone(world, key)
    event.supporting, event.offence = ["qs-caoloc"], _fitting(world, event, ("pc-304", "pc-306", "ad-border-area-stay"))
    return event


def _army_and_police(world: World, key: str) -> Event:
    event = _district_alone(world, key)
    event.supporting, event.offence = ["qs-caoloc"], _fitting(world, event, ("pc-304", "pc-306", "ad-forest"))
    event.owners = ["ca-caoloc", "qs-caoloc"] if world.source.random() < 0.5 else ["ca-caoloc"]
    return event


def _elsewhere(world: World, key: str) -> Event:
    when, offence = world.some_day(world.source.randint(2019, 2023)), world.source.choice(AROUND)
    place = {
        "commune": None,
        "text": "khu vực mốc 1106, huyện Văn Lãng",
        "marker": "1106",
        "point": [106_695_573, 22_013_000],
    }
    return Event(
        key=key,
        at=when,
        place=place,
        offence=offence,
        lead="bp-tanthanh",
        supporting=["ca-vanlang"],
        found="bp-tanthanh",
        owners=["bp-tanthanh"],
        subjects=_crowd(world, offence),
    )
