"""The head of a record: all that the journal says of it, folded into one value. Everything here is pure.

Index rows follow from a head alone (`spans`), and a head from the record's entries alone, so a rebuild, a batch and
single acts cannot differ.
"""

from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from hiepdong.records.masks import ATTACHMENTS, Mask, covers

OPEN = 2**62
NEVER = 9_999_999


class Facet(Struct, frozen=True, array_like=True):
    """What one version shows under one mask, as far as index rows need it. `happened`: seconds since 1970."""

    happened: int
    title: str
    marking: int
    persons: tuple[str, ...]
    others: tuple[str, ...]
    detail: dict[str, Any]


def behalf_of(detail: dict[str, Any], owner: str) -> str:
    """The unit for which a record is kept by its owner, because it is not on the system; empty for his own word."""
    unit = str(detail.get("on_behalf", {}).get("unit", ""))
    return "" if unit == owner else unit


class Version(Struct, frozen=True, array_like=True):
    """A version: the entry that holds its document, and its facets by track."""

    number: int
    seq: int
    body_seq: int
    facets: dict[int, Facet]


class State(Struct, frozen=True, array_like=True):
    """How the record stood from a position in the journal on."""

    since: int
    version: int
    owner: str
    owners: tuple[str, ...]
    cancelled: bool


class Holder(Struct, frozen=True, array_like=True):
    """A unit's right to a copy. `stays_at`: the version beyond which nothing was passed on (0: follows)."""

    track: int
    without: tuple[str, ...]
    until: date | None
    seq: int
    stays_at: int = 0
    standing: bool = False

    def lapsed(self, today: date) -> bool:
        """Whether the last day of the release has gone by."""
        return self.until is not None and self.until < today


class Offer(Struct, frozen=True, array_like=True):
    """A handover offered and not answered; `voids`: commanders who said that it is void."""

    to: str
    by: str
    version: int
    until: date | None
    seq: int
    voids: tuple[str, ...] = ()


class Attachment(Struct, frozen=True, array_like=True):
    """A file that came with a version, by the digest of its content; `released`: what others than the owner get."""

    version: int
    digest: str
    size: int
    type: str
    title: str
    name: str
    released: str = ""
    released_size: int = 0


class Head(Struct, frozen=True, kw_only=True):
    """A record as it stands. `no` is the position of its first entry on this node, `tracks` the masks in use.

    `followers` are records that its owner sees because he owns this one, such as answers to a request.
    `imported`: the number of the import that it stands or falls with (0: none).
    """

    no: int
    id: str
    kind: str
    version: int
    tracks: tuple[Mask, ...]
    versions: tuple[Version, ...]
    states: tuple[State, ...]
    holders: dict[str, Holder]
    offer: Offer | None = None
    asked_by: dict[str, int] = {}
    handovers: int = 0
    linked: bool = False
    followers: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    erasers: tuple[str, ...] = ()
    erased: int = 0
    imported: int = 0

    @property
    def owner(self) -> str:
        """The unit that owns the record."""
        return self.states[-1].owner

    @property
    def receivers(self) -> list[str]:
        """The other units that will see the next version."""
        return sorted(set(self.in_sight()) - {self.owner})

    @property
    def cancelled(self) -> bool:
        """Whether it was entered by mistake."""
        return self.states[-1].cancelled

    @property
    def latest(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    def held_by(self, unit: str, today: date) -> Holder | None:
        """What the unit may see of the record today; None: for this unit it does not exist."""
        if unit == self.owner or (self.offer and unit == self.offer.to):
            return Holder(0, (), None, self.no)
        holder = self.holders.get(unit)
        return None if holder is None or holder.lapsed(today) else holder

    def in_sight(self) -> dict[str, Holder]:
        """All who hold a copy, the owner and a receiver of an offer included."""
        whole = Holder(0, (), None, self.no)
        offered = {self.offer.to: whole} if self.offer else {}
        return {**self.holders, **offered, self.owner: whole}

    def version_number(self, number: int) -> Version:
        """The version of that number."""
        return self.versions[number - 1]

    def facet(self, track: int, number: int) -> Facet:
        """What a version shows on a track."""
        return self.version_number(number).facets[track]


class Span(Struct, frozen=True):
    """What a unit holds of a record between two positions: one row of the index."""

    unit: str
    since: int
    until: int
    track: int
    version: int
    owner: str
    owners: tuple[str, ...]
    cancelled: bool
    lapses: int


def lapses_of(imported: int) -> int:
    """The last day of what has none: the number of an import is added, by which all of it is hidden at once."""
    return NEVER + imported


def spans(head: Head) -> list[Span]:
    """Who holds what, over the journal: the facts of then for those who have rights now."""
    return [span for unit, holder in head.in_sight().items() for span in _unit_spans(head, unit, holder)]


def _unit_spans(head: Head, unit: str, holder: Holder) -> list[Span]:
    lapses = holder.until.toordinal() if holder.until else lapses_of(head.imported)
    found: list[Span] = []
    ends = [state.since for state in head.states[1:]] + [OPEN]
    for state, until in zip(head.states, ends, strict=True):
        version = min(state.version, holder.stays_at) if holder.stays_at else state.version
        span = Span(unit, state.since, until, holder.track, version, state.owner, state.owners, state.cancelled, lapses)
        if found and replace(found[-1], since=0, until=0) == replace(span, since=0, until=0):
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(span)
    return found


def next_version(head: Head, seq: int, body_seq: int, facets: dict[int, Facet], *, pass_on: bool) -> Head:
    """The record with one more version; holders to whom it would add persons or files stay unless passed on."""
    version = Version(head.version + 1, seq, body_seq, facets)
    state = replace(head.states[-1], since=seq, version=version.number)
    after = replace(head, version=version.number, versions=(*head.versions, version), states=(*head.states, state))
    holders = {unit: _moved_on(after, holder, pass_on=pass_on) for unit, holder in head.holders.items()}
    return replace(after, holders=holders)


def _moved_on(head: Head, holder: Holder, *, pass_on: bool) -> Holder:
    held = holder.stays_at or head.version - 1
    if pass_on or not adds_to(head, holder, held):
        return replace(holder, stays_at=0)
    return replace(holder, stays_at=held)


def adds_to(head: Head, holder: Holder, held: int) -> bool:
    """Whether the newest version adds persons, files or a higher marking to what the holder has (version `held`)."""
    before, now = head.facet(holder.track, held), head.facet(holder.track, head.version)
    if set(now.persons) - set(before.persons) or set(now.others) - set(before.others):
        return True
    files = any(a.version > held for a in head.attachments) and ATTACHMENTS not in head.tracks[holder.track]
    return now.marking > before.marking or files


def behind(head: Head, today: date) -> list[str]:
    """Holders who have not got the newest version, of those whose right has not lapsed."""
    return sorted(unit for unit, h in head.holders.items() if h.stays_at and not h.lapsed(today))


def waits_until(head: Head) -> int:
    """The last day (an ordinal) on which somebody waits for an answer, a voice or a version; 0: nobody does."""
    if head.offer or head.asked_by or (head.erasers and not head.erased):
        return NEVER
    return max((h.until.toordinal() if h.until else NEVER for h in head.holders.values() if h.stays_at), default=0)


def with_track(head: Head, mask: Mask, facets: dict[int, Facet]) -> tuple[Head, int]:
    """The head with a track for the mask; `facets` by version number, for a track that is new."""
    if mask in head.tracks:
        return head, head.tracks.index(mask)
    track = len(head.tracks)
    versions = tuple(
        replace(version, facets={**version.facets, track: facets[version.number]}) for version in head.versions
    )
    return replace(head, tracks=(*head.tracks, mask), versions=versions), track


def with_holder(head: Head, unit: str, holder: Holder | None) -> Head:
    """The head in which the unit holds this, or nothing."""
    others = {code: held for code, held in head.holders.items() if code != unit}
    return replace(head, holders=others if holder is None or unit == head.owner else {**others, unit: holder})


def with_follower(head: Head, no: int) -> Head:
    """The head whose owner, whoever he will be, sees the record of that number."""
    return replace(head, followers=(*head.followers, no))


def with_owner(head: Head, seq: int, owner: str, *, former_sees: bool) -> Head:
    """The head with another owner from here on. A former owner goes on seeing the whole.

    What one of his commanders decided about an erasure is void: two of the owner must say it.
    """
    former = head.owner
    last = head.states[-1]
    owners = (*last.owners, owner) if owner not in last.owners else last.owners
    state = replace(last, since=seq, owner=owner, owners=owners)
    states = (*head.states, state) if last.since != seq else (*head.states[:-1], state)
    after = with_holder(replace(head, states=states, offer=None, erasers=()), owner, None)
    return with_holder(after, former, Holder(0, (), None, seq)) if former_sees else after


def passed_to_heir(head: Head, ended: str, heir: str, at: tuple[int, date]) -> Head:
    """The head after a unit ended, at a position and day: what it owned, held or was offered is its heir's."""
    seq, day = at
    holder = head.holders.get(ended)
    after = with_holder(head, ended, None)
    if head.owner == ended:
        offer = after.offer
        after = with_owner(after, seq, heir, former_sees=False)
        after = replace(after, offer=None if offer is None or offer.to == heir else replace(offer, by=heir))
    if after.offer is not None and after.offer.to == ended:
        after = replace(after, offer=replace(after.offer, to=heir) if heir != after.owner else None)
    if holder is None or holder.lapsed(day) or heir == after.owner:
        return after
    own = after.holders.get(heir)
    keeps_own = own is not None and not own.lapsed(day) and _shows_more(after, own, holder)
    return after if keeps_own else with_holder(after, heir, holder)


def _shows_more(head: Head, own: Holder, other: Holder) -> bool:
    mine, theirs = head.tracks[own.track], head.tracks[other.track]
    if mine != theirs and covers(mine, theirs):
        return True
    if mine != theirs and covers(theirs, mine):
        return False
    return own.seq >= other.seq
