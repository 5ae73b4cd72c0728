"""Report categories (nhóm): label, offences, word for the persons, Vietnamese or foreign. Each office edits its own."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from hiepdong.figures import queries
from hiepdong.figures.questions import Answer, Question
from hiepdong.forces import queries as forces
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused


class Category(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of a report. `cases` false: only persons are reported under it."""

    key: Annotated[str, Meta(min_length=1, max_length=40)]
    label: Annotated[str, Meta(min_length=1, max_length=200)]
    offences: Annotated[list[str], Meta(min_length=1)]
    persons: str = "đối tượng"
    nationality: Literal["VN", "foreign"] | None = None
    cases: bool = True
    found: str = ""


class CategoryAnswer(Struct, frozen=True):
    """The figures of a category."""

    category: Category
    answer: Answer


DEFAULT = tuple(
    Category(key=letter, label=codes.categories[letter].vi, offences=sorted(codes.in_category(letter)))
    for letter in ("D", "H", "F", "O", "S", "W")
)


def of_unit(unit: str) -> list[Category]:
    """The categories that a unit reports by; the six usual ones until it sets its own."""
    value = forces.setting(unit, "categories")
    return list(DEFAULT) if value is None else read(value)


def read(value: Any) -> list[Category]:
    """Categories as typed in. Raises Refused document.invalid, document.unknown_code."""
    try:
        found = msgspec.convert(value, type=list[Category])
    except msgspec.ValidationError as error:
        raise Refused("document.invalid", error) from error
    for code in (code for category in found for code in category.offences):
        if code not in codes.offences:
            raise Refused("document.unknown_code", code)
    return found


def figures(
    viewer: Viewer, categories: list[Category], question: Question, *, most: int | None = None
) -> list[CategoryAnswer]:
    """The figures of each category over the same period, units and position in the journal; `most` as in queries."""
    return [
        CategoryAnswer(category, queries.figures(viewer, narrowed(question, category), most=most))
        for category in categories
    ]


def narrowed(question: Question, category: Category) -> Question:
    """The question about one category."""
    return msgspec.structs.replace(
        question, offences=tuple(category.offences), nationality=category.nationality or question.nationality
    )
