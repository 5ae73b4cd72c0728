"""The place in the entry form: what the machine filled in and why, and the commune when the day changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hiepdong.terrain import communes, filling

BY_DAY = "day"
Values = dict[str, Any]


def filled(values: Mapping[str, Any]) -> dict[str, str]:
    """The fields that the machine filled in, by which other field: `commune:marker point:marker`."""
    parts = (part.partition(":") for part in str(values.get("filled") or "").split())
    return {name: by for name, _colon, by in parts if name in filling.FIELDS and values.get(name)}


def reasons(values: Mapping[str, Any]) -> dict[str, str]:
    """Why each such field was filled in, in words."""
    told = {name: str(values.get(name) or "") for name in filling.FIELDS}
    words = {
        name: _("theo ngày xảy ra") if by == BY_DAY else filling.why(by, told) for name, by in filled(values).items()
    }
    return {name: word for name, word in words.items() if word}


def fill(values: Values, on: date) -> None:
    """Fill in what follows from what the officer typed himself; what was filled in before is worked out anew."""
    earlier = filled(values)
    typed = {name: "" if name in earlier else values[name] for name in filling.FIELDS}
    found = filling.fill(typed, on)
    values |= dict.fromkeys(earlier, "") | {name: one.value for name, one in found.items()}
    values["filled"] = " ".join(f"{name}:{one.by}" for name, one in found.items())


def follow_the_day(values: Values, on: date) -> bool:
    """Give the commune the code of that day where the list it was chosen from is of the other side of the reform.

    True where it was changed, for the officer to look at it again.
    """
    listed = _day(values.get("communes_of"))
    if listed is None or not values["commune"] or (listed >= communes.REFORM) == (on >= communes.REFORM):
        return False
    values["commune"] = then(values["commune"], listed, on) or ""
    values["filled"] = " ".join([*(f"{name}:{by}" for name, by in filled(values).items()), f"commune:{BY_DAY}"])
    values["communes_of"] = on.isoformat()
    return True


def then(code: str, listed: date, on: date) -> str | None:
    """The code on another day of the commune that bore `code` on a day; None where there is none, or several."""
    if (listed >= communes.REFORM) == (on >= communes.REFORM):
        return code
    if on >= communes.REFORM:
        return communes.today(code, listed)
    made_of = communes.predecessors(code)
    return made_of[0].code if len(made_of) == 1 else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
