"""The shape of a case as figures see it: who was there, and what is counted. Pure."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
from msgspec import Struct

from hiepdong.vocabulary import codes

Counted = tuple[str, str | None]


class Who(Struct, frozen=True):
    """The credited lead, who found it, and all units with a part in it, owners past and present included."""

    lead: str
    found: str | None
    units: tuple[str, ...]


class What(Struct, frozen=True):
    """The main offence, and the persons that count: each with his own offence and nationality. None: withheld."""

    offence: str
    persons: tuple[Counted, ...] | None


def who(detail: dict[str, Any], owners: Iterable[str]) -> Who:
    """The units of one record."""
    return Who(detail["lead"], detail["found"], tuple(sorted({*detail["units"], *owners})))


def what(detail: dict[str, Any]) -> What:
    """What one record gives, linked to no other."""
    main = detail["offences"][0]
    subjects = detail["subjects"]
    if subjects is None:
        return What(main, None)
    counted = [person for subject in subjects if (person := counted_person(subject, main)) is not None]
    return What(main, tuple(sorted(counted, key=lambda person: (person[0], person[1] or ""))))


def counted_person(subject: list[Any], main_offence: str) -> Counted | None:
    """Under which offence and nationality a subject counts, or None.

    `subject` is key, status, first offence of his own, nationality, whether he was led across, and so as a minor: who
    was counts nowhere. A person led across
    never counts under the organising of his own crossing.
    """
    _, status, own, nationality, led, led_minor = subject
    if led_minor or not codes.person_counts(status, (own,) if own else ()):
        return None
    offence = own or main_offence
    if led and offence in codes.in_category("O"):
        return None
    return offence, nationality


def text_of(shape: Who | What) -> str:
    """The text that a digest stands for."""
    return msgspec.json.encode(shape).decode()


def digest_of(text: str) -> int:
    """A number of 63 bits that stands for a text in the index."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") >> 1
