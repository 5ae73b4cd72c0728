"""Where rooms announce what they do: their acts with command and roles, what they keep in mind, their index tables.

"What happens when a case is cancelled?" is answered by this list: `hiepdong acts case.cancel` prints it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from hiepdong.vocabulary.act import Act
from hiepdong.vocabulary.refusals import Refused

if TYPE_CHECKING:
    from hiepdong.journal.rows import Model, Rows
    from hiepdong.journal.statement import Entry
    from hiepdong.journal.writing import Writing


class Officer(Struct, frozen=True):
    """Who acts: his login, the unit he acts for (None: none yet), and his roles there."""

    login: str
    unit: str | None
    roles: frozenset[str]

    @property
    def acting_unit(self) -> str:
        """The unit acted for. Raises Refused act.not_permitted for who serves in none."""
        if self.unit is None:
            raise Refused("act.not_permitted", self.login)
        return self.unit


class Deed(Struct, frozen=True, kw_only=True):
    """What a command decided: the statement's public part, and effects that the entry must carry to be read alone.

    `bodies`: reduced contents that take the place of earlier ones (an erasure), by position in the journal.
    """

    record: str | None = None
    version: int | None = None
    to: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    effects: dict[str, Any] = {}
    bodies: tuple[tuple[int, bytes], ...] = ()


class Forces(Protocol):
    """What the rooms near the ground must know of units and officers."""

    def officer(self, login: str, unit: str | None) -> Officer:
        """The officer as he serves in the unit, or in the first he was added to."""

    def require(self, *codes: str) -> None:
        """Raise Refused unit.unknown or unit.ended unless every unit stands."""

    def require_known(self, *codes: str) -> None:
        """Raise Refused unit.unknown unless every unit is or was one."""


class Fold(Protocol):
    """What a room keeps in mind while entries are written or replayed."""

    def apply(self, entry: "Entry", act: Act) -> None:
        """Take an entry in. Looks at the entry and at what is in mind: no clock, no settings, no request."""

    def flush(self, rows: "Rows") -> None:
        """Hand over the rows that follow from the entries taken in since the last flush."""


Command = Callable[[Any, Officer, "Writing"], Deed]
FoldMaker = Callable[["Writing"], Fold]


class Announced(Struct, frozen=True):
    """An act's command and the roles that may do it; no roles: the node itself."""

    command: Command
    roles: frozenset[str]


_commands: dict[type[Act], Announced] = {}
_folds: dict[type[Fold], FoldMaker] = {}
_tables: list["Model"] = []
_raw_tables: list["RawTable"] = []
_forces: list[Callable[["Writing"], Forces]] = []
_afterwards: list[Callable[["Entry"], None]] = []
_checks: list[Callable[[], Iterator[tuple[int, str]]]] = []


class RawTable(Struct, frozen=True):
    """An index table that is no Django model (full text): SQL to make it and its indexes by database vendor."""

    name: str
    create: dict[str, tuple[str, ...]]
    indexes: dict[str, tuple[str, ...]]
    columns: str


def announce(
    *,
    acts: dict[type[Act], Command] | None = None,
    roles: frozenset[str] = frozenset(),
    fold: type[Any] | None = None,
    tables: tuple["Model", ...] = (),
    raw_tables: tuple[RawTable, ...] = (),
    forces: Callable[["Writing"], Forces] | None = None,
    afterwards: Callable[["Entry"], None] | None = None,
    check: Callable[[], Iterator[tuple[int, str]]] | None = None,
) -> None:
    """Called once by each room as it starts."""
    for kind, command in (acts or {}).items():
        _commands[kind] = Announced(command, roles)
    if fold is not None:
        _folds[fold] = fold
    _tables.extend(table for table in tables if table not in _tables)
    _raw_tables.extend(table for table in raw_tables if table not in _raw_tables)
    if forces is not None:
        _forces[:] = [forces]
    if afterwards is not None and afterwards not in _afterwards:
        _afterwards.append(afterwards)
    if check is not None and check not in _checks:
        _checks.append(check)


def checks() -> Iterator[tuple[int, str]]:
    """What rooms find wrong with facts of theirs outside the journal, each with a position in it."""
    for check in _checks:
        yield from check()


def command_of(act: Act) -> Announced:
    """The command announced for an act. Raises Refused act.unknown when no room does it."""
    try:
        return _commands[type(act)]
    except KeyError:
        raise Refused("act.unknown", act.__struct_config__.tag) from None


def announced() -> dict[type[Act], Announced]:
    """All acts with their commands."""
    return dict(_commands)


def folds() -> dict[type[Fold], FoldMaker]:
    """All folds, in the order in which rooms announced them."""
    return dict(_folds)


def tables() -> list["Model"]:
    """All index tables."""
    return list(_tables)


def raw_tables() -> list[RawTable]:
    """All index tables that are no models."""
    return list(_raw_tables)


def forces(writing: "Writing") -> Forces:
    """The room that knows units and officers, as of this writing."""
    return _forces[0](writing)


def afterwards(entry: "Entry") -> None:
    """What must happen outside the transaction once an entry is durable (cleaning up after an erasure)."""
    for follow in _afterwards:
        follow(entry)
