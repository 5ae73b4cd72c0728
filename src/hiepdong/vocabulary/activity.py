"""The joint activity (hoạt động phối hợp): what units did together outside the desk, entered in one line."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import EARLIEST, LATEST
from hiepdong.vocabulary.parts import Code, LongText, Part, Place
from hiepdong.vocabulary.refusals import Refused

MOST = 10_000_000
Count = Annotated[int, Meta(ge=0, le=MOST)]
USUAL_MARKING = "internal"


class Activity(Part, frozen=True):
    """The activity document, schema 1: "10 lần, với 120 lượt cán bộ, chiến sĩ". It has no field for persons.

    `until`: the last day of what lasted or was added up over several. The owner takes part, named or not.
    """

    kind: Code
    day: Annotated[date, Meta(title="Day", extra={"vi": "Ngày"})]
    units: Annotated[list[Code], Meta(min_length=1, max_length=100, title="Units", extra={"vi": "Đơn vị tham gia"})]
    until: date | None = None
    times: Annotated[int, Meta(ge=1, le=MOST, title="Times", extra={"vi": "Số lần"})] | None = 1
    attendances: Count | None = None
    items: Count | None = None
    note: LongText | None = None
    place: Place | None = None
    marking: Code | None = None
    exercise: bool | None = False

    @property
    def held_as(self) -> str:
        """The marking: the one written, else `internal`."""
        return self.marking or USUAL_MARKING


MASKABLE = frozenset({"note", "place.point", "place.text"})


def check(activity: Activity) -> None:
    """Raise Refused document.invalid or document.unknown_code where the activity breaks a rule of the field."""
    for name, day in (("day", activity.day), ("until", activity.until)):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise Refused("document.invalid", f"{name}: {day.year}")
    if activity.until is not None and activity.until < activity.day:
        raise Refused("document.invalid", "until < day")
    for code in _unknown_codes(activity):
        raise Refused("document.unknown_code", code)
    if activity.items is not None and not codes.activities[activity.kind].items:
        raise Refused("document.invalid", f"items: {activity.kind}")


def _unknown_codes(activity: Activity) -> Iterator[str]:
    if not codes.activities.valid(activity.kind, activity.day):
        yield activity.kind
    if activity.marking is not None and activity.marking not in codes.markings:
        yield activity.marking


def title_of(kind: str) -> str:
    """What a list calls an activity: its kind, as it begins a line."""
    word = codes.activities.word(kind)
    return word[:1].upper() + word[1:]
