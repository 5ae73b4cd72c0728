"""Acts: one Struct for each thing an officer does. The tag is the word in the journal; it never changes."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from hiepdong.vocabulary import activity_acts as activities
from hiepdong.vocabulary import import_acts as imports
from hiepdong.vocabulary import information_acts as information
from hiepdong.vocabulary import paper_acts as papers
from hiepdong.vocabulary import person_acts as persons
from hiepdong.vocabulary import provisional_acts as provisionals
from hiepdong.vocabulary import reconciliation_acts as reconciliations
from hiepdong.vocabulary import shift_acts as shifts
from hiepdong.vocabulary.act import Act, Document, Login, Reason, UnitCode
from hiepdong.vocabulary.parts import Code, Text
from hiepdong.vocabulary.request import OnBehalf


class UnitAdded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"start": "from"}):
    """`unit` of unit.add: a unit as it is called and placed from a day on."""

    code: UnitCode
    name: Annotated[str, Meta(min_length=1, max_length=300)]
    type: Literal["police", "army", "border-guard", "government", "party", "other"]
    start: date
    parent: UnitCode | None = None


class UnitAdd(Act, tag="unit.add", frozen=True, kw_only=True):
    """Add a unit; the same code with a later `from` renames or moves it from that day."""

    unit: UnitAdded


class UnitEnd(Act, tag="unit.end", frozen=True, kw_only=True):
    """End a unit; its heir takes its records, officers and grants."""

    code: UnitCode
    on: date
    successors: list[UnitCode] = []
    heir: UnitCode | None = None
    how: Literal["merged", "renamed", "dissolved", "split"] = "dissolved"


class UnitConfigure(Act, tag="unit.configure", frozen=True, kw_only=True):
    """Change settings of the unit acted for: report categories, paper header, order of the forces."""

    settings: dict[str, Any]


class OfficerAdded(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`officer` of officer.add."""

    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    unit: UnitCode
    roles: list[Literal["duty", "investigator", "staff", "commander", "administrator", "inspector"]]
    rank: Text | None = None
    position: Text | None = None


class OfficerAdd(Act, tag="officer.add", frozen=True, kw_only=True):
    """Add an officer to a unit; again with another unit, he serves in both."""

    officer: OfficerAdded


class CaseOpen(Act, tag="case.open", frozen=True, kw_only=True):
    """Open a case (vụ việc).

    `on_behalf`: it is kept for a unit that is not on the system, which told of it by paper or phone.
    """

    record: UUID
    case: Document
    on_behalf: OnBehalf | None = None
    """Open a case (vụ việc); `imported` where an old list said it."""

    imported: imports.Imported | None = None


class CaseRevise(Act, tag="case.revise", frozen=True, kw_only=True):
    """Write the next version of a case."""

    record: UUID
    expects: int
    case: Document
    pass_on: bool = False


class CaseCancel(Act, tag="case.cancel", frozen=True, kw_only=True):
    """Cancel a case entered by mistake: it counts nowhere and stays readable."""

    record: UUID
    reason: Reason = ""


class Release(Act, tag="record.release", frozen=True, kw_only=True):
    """Let other units see a record, whole or less the parts named."""

    record: UUID
    to: Annotated[list[UnitCode], Meta(min_length=1)]
    without: list[str] = []
    until: date | None = None


class Withdraw(Act, tag="record.withdraw", frozen=True, kw_only=True, rename={"units": "from"}):
    """Take a record out of other units' views."""

    record: UUID
    units: Annotated[list[UnitCode], Meta(min_length=1)]
    reason: Reason = ""


class Where(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The condition of a standing release; both parts must hold where given."""

    offences: list[Code] | None = None
    communes: list[Code] | None = None


class StandingRelease(Act, tag="release.standing", frozen=True, kw_only=True):
    """From now on release every record of this kind that the unit opens."""

    kind: Literal["case", "report"]
    to: Annotated[list[UnitCode], Meta(min_length=1)]
    without: list[str] = []
    where: Where | None = None


class StandingEnd(Act, tag="release.standing-end", frozen=True, kw_only=True):
    """End a standing release for records opened later."""

    kind: Literal["case", "report"]
    to: Annotated[list[UnitCode], Meta(min_length=1)]


class LinkAssert(Act, tag="link.assert", frozen=True, kw_only=True):
    """Say that two records are of one event (cùng một vụ)."""

    record: UUID
    a: UUID
    b: UUID
    relation: Literal["same-event"]
    same_persons: list[tuple[str, str]] = []


class LinkConfirm(Act, tag="link.confirm", frozen=True, kw_only=True):
    """The owner of the other end says so too."""

    record: UUID
    reason: Reason = ""


class LinkReject(Act, tag="link.reject", frozen=True, kw_only=True):
    """The owner of the other end says that it is not so."""

    record: UUID
    reason: Reason = ""


class LinkRetract(Act, tag="link.retract", frozen=True, kw_only=True):
    """Either owner takes back his half."""

    record: UUID
    reason: Reason = ""


class HandoverAsk(Act, tag="handover.ask", frozen=True, kw_only=True):
    """A unit that sees a record asks its owner to hand it over."""

    record: UUID
    reason: Reason = ""


class HandoverOffer(Act, tag="handover.offer", frozen=True, kw_only=True):
    """Offer a record to a unit; until it answers nobody writes."""

    record: UUID
    to: UnitCode
    until: date | None = None
    reason: Reason = ""


class HandoverAccept(Act, tag="handover.accept", frozen=True, kw_only=True):
    """The receiving unit takes the record over."""

    record: UUID
    reason: Reason = ""


class HandoverDecline(Act, tag="handover.decline", frozen=True, kw_only=True):
    """The receiving unit does not take it."""

    record: UUID
    reason: Reason = ""


class HandoverVoid(Act, tag="handover.void", frozen=True, kw_only=True):
    """Break glass: two commanders of the offering unit void an offer to a receiver that is gone."""

    record: UUID
    reason: Reason = ""


class CopyReturn(Act, tag="copy.return", frozen=True, kw_only=True):
    """A holder gives its copy back."""

    record: UUID
    reason: Reason = ""


class Attach(Act, tag="record.attach", frozen=True, kw_only=True):
    """Attach a file to a record: a path on the command line, an upload id over the API.

    Of a photo others get the pixels only, unless `with_position`: then all that the camera wrote into it too.
    """

    record: UUID
    file: str
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    pass_on: bool = False
    with_position: bool = False


class Decided(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The decision on an erasure, as the minutes name it: its number, its day, who issued it."""

    number: Annotated[str, Meta(min_length=1, max_length=100)]
    on: date
    issuer: Annotated[str, Meta(min_length=1, max_length=200)]


class Erase(Act, tag="record.erase", frozen=True, kw_only=True):
    """Erase a record's content by a decision; takes effect when a second commander says it too."""

    record: UUID
    decision: Annotated[str, Meta(min_length=1, max_length=500)]
    decided: Decided | None = None
    minutes: Reason = ""


class NodeStart(Act, tag="node.start", frozen=True, kw_only=True):
    """Said by the node itself: it begins, or begins anew after a restore (a new incarnation)."""

    name: str
    incarnation: int
    public_key: str
    admin: Login | None = None


_KINDS: tuple[type[Act], ...] = (
    *(UnitAdd, UnitEnd, UnitConfigure, OfficerAdd, CaseOpen, CaseRevise, CaseCancel, Release, Withdraw),
    *(StandingRelease, StandingEnd, LinkAssert, LinkConfirm, LinkReject, LinkRetract, HandoverAsk, HandoverOffer),
    *(HandoverAccept, HandoverDecline, HandoverVoid, CopyReturn, Attach, Erase),
    *information.KINDS,
    *activities.KINDS,
    *papers.KINDS,
    *shifts.KINDS,
    *persons.KINDS,
    *reconciliations.KINDS,
    *provisionals.KINDS,
    *imports.KINDS,
)
ACTS: dict[str, type[Act]] = {str(kind.__struct_config__.tag): kind for kind in _KINDS}
SYSTEM_ACTS: dict[str, type[Act]] = {"node.start": NodeStart}
