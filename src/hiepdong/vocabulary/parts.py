"""What documents of all kinds are made of: texts, codes, instants, periods, places."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from hiepdong.vocabulary.clock import is_possible
from hiepdong.vocabulary.refusals import Refused

Text = Annotated[str, Meta(max_length=500)]
LongText = Annotated[str, Meta(max_length=50_000)]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.-]{1,64}$(?!\n)", title="Key", extra={"vi": "Mã trong hồ sơ"})]
Instant = Annotated[datetime, Meta(tz=True)]


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A part of a document; an unknown field in it is refused."""


class Period(Part, frozen=True, rename={"start": "from", "end": "to"}):
    """From when, and until when where it lasted."""

    start: Instant
    end: Instant | None = None


class Place(Part, frozen=True):
    """Where: marker and village first, as officers say it. `point` in micro-degrees (longitude, latitude)."""

    commune: Code | None = None
    village: Text | None = None
    marker: Text | None = None
    point: (
        tuple[
            Annotated[int, Meta(ge=-180_000_000, le=180_000_000)], Annotated[int, Meta(ge=-90_000_000, le=90_000_000)]
        ]
        | None
    ) = None
    chainage_m: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    text: Text | None = None


def read(document: Any, kind: type[Any]) -> Any:
    """A document as a Struct. Raises Refused document.unknown_field or document.invalid."""
    try:
        return msgspec.convert(filled(document), type=kind)
    except msgspec.ValidationError as error:
        text = str(error)
        if "unknown field" in text:
            raise Refused("document.unknown_field", text.split("`")[1]) from error
        raise Refused("document.invalid", text) from error


def filled(part: Any) -> Any:
    """The part with null for an empty text: it does not apply, like what is null or absent.

    Hardly any document has one, and one look at its JSON shows it; only else is each part looked at.
    """
    return _filled(part) if b'""' in msgspec.json.encode(part) else part


def _filled(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: None if value == "" else _filled(value) for name, value in part.items()}
    return [_filled(item) for item in part] if isinstance(part, list) else part


def check_period(name: str, period: Period) -> None:
    """Raise Refused document.invalid for days that nobody can have seen, and for an end before the start."""
    for instant in (period.start, period.end):
        if instant is not None and not is_possible(instant):
            raise Refused("document.invalid", f"{name}: {instant.year}")
    if period.end is not None and period.end < period.start:
        raise Refused("document.invalid", f"{name}.to < {name}.from")
