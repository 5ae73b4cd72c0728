"""Acts are performed here, and only here: exactly once, one after the other, each wholly or not at all."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct, UnsetType

from hiepdong.journal import registry
from hiepdong.journal.statement import GONE, Entry, Statement
from hiepdong.journal.writing import Writing, chunks, writing
from hiepdong.vocabulary.act import BASES, DOCUMENTS, Act
from hiepdong.vocabulary.acts import ACTS
from hiepdong.vocabulary.canonical import NotCanonical, canonical, normal
from hiepdong.vocabulary.clock import is_possible
from hiepdong.vocabulary.refusals import Refused

BATCH = 100


class Done(Struct, frozen=True):
    """An act that was performed, now or before."""

    id: str
    record: str | None
    version: int | None
    seq: int


class NotDone(Struct, frozen=True):
    """An act that was refused; nothing of it was written."""

    id: str
    refused: Refused


Outcome = Done | NotDone


class Told(Struct, frozen=True, kw_only=True):
    """An outcome in words: of what was done its record, version and position, of what was refused why."""

    id: str
    ok: bool
    record: str | UnsetType | None = UNSET
    version: int | UnsetType | None = UNSET
    seq: int | UnsetType = UNSET
    code: str | UnsetType = UNSET
    message: str | UnsetType = UNSET


def told(outcome: Outcome, language: str) -> Told:
    """An outcome as acts.md has it."""
    if isinstance(outcome, Done):
        return Told(id=outcome.id, ok=True, record=outcome.record, version=outcome.version, seq=outcome.seq)
    return Told(id=outcome.id, ok=False, code=outcome.refused.code, message=outcome.refused.text(language))


def is_act(sent: Any) -> bool:
    """Whether it can be answered as an act: an object with `id` and `act` as text."""
    return isinstance(sent, dict) and all(isinstance(sent.get(name), str) for name in ("id", "act"))


def perform(acts: list[dict[str, Any]], *, by: str | None = None, stop_at_refusal: bool = False) -> list[Outcome]:
    """Perform acts in order, in transactions of up to 100. `by` is the officer who signed in, where one did.

    One outcome for each act; after a refusal the rest is still done unless `stop_at_refusal`.
    """
    outcomes: list[Outcome] = []
    for batch in chunks(acts, BATCH):
        outcomes += _perform_batch(batch, by, stop_at_refusal=stop_at_refusal)
        if stop_at_refusal and any(isinstance(outcome, NotDone) for outcome in outcomes):
            break
    return outcomes


def perform_one(act: dict[str, Any], *, by: str | None = None) -> Done:
    """Perform one act. Raises Refused when a rule says no."""
    outcome = perform([act], by=by)[0]
    if isinstance(outcome, NotDone):
        raise outcome.refused
    return outcome


def _perform_batch(batch: list[dict[str, Any]], by: str | None, *, stop_at_refusal: bool) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with writing() as held:
        _recall(held, batch)
        for raw in batch:
            try:
                outcomes.append(_perform(held, raw, by))
            except Refused as refused:
                outcomes.append(NotDone(str(raw.get("id")), refused))
                if stop_at_refusal:
                    break
    return outcomes


def _perform(held: Writing, sent: dict[str, Any], by: str | None) -> Done:
    raw, act = read_act(sent, by)
    before = held.known.get(str(act.id))
    if before is not None:
        return _again(before, raw)
    known = held.forces.officer(raw["by"], act.for_unit)
    announced = registry.command_of(act)
    if not known.roles & announced.roles:
        raise Refused("act.not_permitted", f"{raw['act']} ← {', '.join(sorted(announced.roles))}")
    entry = held.append(raw, act, known, announced.command(act, known, held))
    return _done(entry.statement, entry.seq)


def read_act(sent: dict[str, Any], by: str | None = None) -> tuple[dict[str, Any], Act]:
    """The act as it will be kept, and as a Struct. Raises Refused act.unknown, act.invalid or document.invalid."""
    try:
        raw = _present(normal(sent))
    except NotCanonical as error:
        raise Refused("act.invalid" if _is_at_fault(sent) else "document.invalid", error) from error
    if by is not None and raw.setdefault("by", by) != by:
        raise Refused("act.not_permitted", f"by ≠ {by}")
    kind = ACTS.get(str(raw.get("act")))
    if kind is None:
        raise Refused("act.unknown", raw.get("act"))
    try:
        act = msgspec.convert(raw, type=kind)
    except msgspec.ValidationError as error:
        raise Refused("act.invalid", error) from error
    if act.by is None:
        raise Refused("act.invalid", "by")
    if act.at is not None and not is_possible(act.at):
        raise Refused("act.invalid", f"at: {raw['at']}")
    return {**raw, "id": str(act.id)}, act


def _present(raw: dict[str, Any]) -> dict[str, Any]:
    """The act without fields that are null: they are as good as absent."""
    return {name: value for name, value in raw.items() if value is not None}


def _is_at_fault(sent: dict[str, Any]) -> bool:
    """Whether the act has no canonical form even without its document."""
    try:
        normal({name: value for name, value in sent.items() if name not in DOCUMENTS})
    except NotCanonical:
        return True
    return False


def _recall(held: Writing, batch: list[dict[str, Any]]) -> None:
    """Bring to mind which acts of the batch were performed before."""
    ids = [found for raw in batch if (found := _id(raw))]
    if not ids:
        return
    places = ", ".join(["%s"] * len(ids))
    known = held.rows.select(
        "SELECT e.act, e.seq, e.recorded, e.statement, b.bytes, b.reduced "
        f"FROM journal_entry e JOIN journal_body b ON b.seq = e.seq WHERE e.act IN ({places})",
        ids,
    )
    for act, seq, recorded, spoken, content, reduced in known:
        statement = msgspec.json.decode(bytes(spoken), type=Statement)
        entry = Entry(seq=seq, recorded=recorded, statement=statement, act={}, effects={}, reduced=bool(reduced))
        held.known[act] = (entry, bytes(content))


def _id(raw: dict[str, Any]) -> str | None:
    """The id of an act as it is kept, however it was written; None for what is no UUID."""
    try:
        return str(UUID(str(raw.get("id"))))
    except ValueError:
        return None


def _again(before: tuple[Entry, bytes], raw: dict[str, Any]) -> Done:
    entry, content = before
    said = _present(msgspec.json.decode(content)["act"])
    lost = _erased_fields(said) if entry.reduced else frozenset[str]()
    if canonical(_without(said, lost)) != canonical(_without(raw, lost)):
        raise Refused("act.id_reused")
    return _done(entry.statement, entry.seq)


def _erased_fields(said: dict[str, Any]) -> frozenset[str]:
    """The fields of an act that an erasure changed, so that they can be compared no more."""
    return frozenset(
        name for name, value in said.items() if name in (*DOCUMENTS, *BASES, "same_persons") or value == GONE
    )


def _without(said: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}


def _done(statement: Statement, seq: int) -> Done:
    return Done(statement.id, statement.record, statement.version, seq)
