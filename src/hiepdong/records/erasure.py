"""Erasure: a listed procedure over every place where a record's content may be.

Bodies of versions and reasons are replaced by reduced ones (the facets that figures need, persons as opaque keys),
salts go with them; index, search and copies follow; attachments nobody else refers to are overwritten and removed;
free pages are given up; a ledger outside the database repeats it after a restore. The entry of the second commander's
act is the signed receipt: it names every body replaced and the digest of what stands there now.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin
from uuid import UUID, uuid4

import msgspec
from django.db import DatabaseError
from msgspec import Meta
from msgspec.structs import fields, replace

from hiepdong import config, log
from hiepdong.journal.models import BodyRow, DeedRow
from hiepdong.journal.registry import Deed, Officer
from hiepdong.journal.statement import GONE, Entry
from hiepdong.journal.writing import Writing, writing
from hiepdong.records import attachments, drafts, rules, storage
from hiepdong.records.fold import Records
from hiepdong.records.head import Attachment, Head, Version
from hiepdong.records.kinds import Kind, kind_of
from hiepdong.records.links import Link
from hiepdong.records.models import AttachmentRow
from hiepdong.vocabulary import acts
from hiepdong.vocabulary.act import BASES
from hiepdong.vocabulary.canonical import canonical
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.request import BASIS_WORDS
from hiepdong.vocabulary.roles import COMMANDER

OPAQUE = re.compile(r"^[a-z]{0,2}\d{1,4}$")
Keys = dict[str, str]


def erase(act: acts.Erase, by: Officer, writing: Writing) -> Deed:
    """Erase a record; takes effect when a second commander of the owner says it. Refuses: record.not_owner, .locked."""
    records = writing.fold(Records)
    head = rules.own(records, by.acting_unit, str(act.record), today())
    rules.refuse(rules.may_write(head))
    if head.erased:
        raise Refused("record.cancelled")
    if not [other for other in head.erasers if other != by.login]:
        return Deed(record=head.id, effects={"erased": False})
    writing.flush()
    links = records.links_of(head)
    keys = opaque_keys(head, links)
    bodies = tuple(_reduced_bodies(head, links, keys))
    return Deed(record=head.id, effects={"erased": True, "no": head.no}, bodies=bodies)


def opaque_keys(head: Head, links: list[Link]) -> Keys:
    """Keys without meaning for all persons of a record, once an officer gave one of them a meaning.

    They are in the order of the old ones: of two entries for one person the smaller key speaks, and past figures stand.
    """
    facets = [version.facets[0] for version in head.versions]
    used = {key for facet in facets for key in (*facet.persons, *facet.others)}
    used |= {pair[_end(link, head)] for link in links for pair in link.pairs}
    if all(OPAQUE.match(key) for key in used):
        return {}
    width = len(str(len(used)))
    return {key: f"x{number:0{width}}" for number, key in enumerate(sorted(used), 1)}


def _end(link: Link, head: Head) -> int:
    return 0 if link.a == head.no else 1


def _reduced_bodies(head: Head, links: list[Link], keys: Keys) -> list[tuple[int, bytes]]:
    """The contents that take the place of those that say anything, by position."""
    concerned = [head.id, *(link.id for link in links)]
    found = []
    for deed in DeedRow.objects.filter(record__in=concerned).order_by("seq"):
        body = BodyRow.objects.get(seq=deed.seq)
        content = msgspec.json.decode(bytes(body.bytes))
        reduced = canonical(_reduced(content, kind_of(head.kind), keys, head.id))
        if reduced != bytes(body.bytes) or body.reduced:
            found.append((deed.seq, reduced))
    return found


def _reduced(content: dict[str, Any], kind: Kind, keys: Keys, record: str) -> dict[str, Any]:
    act: dict[str, Any] = {
        name: GONE if name in _free_text(content["act"]["act"]) and value else value
        for name, value in content["act"].items()
    }
    effects = content["effects"]
    if kind.name in act:
        act[kind.name] = rekeyed(kind.reduced(act[kind.name]), keys)
    if act.get("same_persons"):
        act["same_persons"] = _rekeyed_pairs(act["same_persons"], 0 if str(UUID(act["a"])) == record else 1, keys)
    act, effects = without_words(act), without_words(effects)
    if "digest" in effects:
        gone = {"digest": "", "size": 0}
        effects = {**effects, **gone, "type": "", "name": GONE, "released": gone}
    return {"act": act, "effects": effects}


def without_words(said: dict[str, Any]) -> dict[str, Any]:
    """What an act or its effects say, where it rests on a paper or a call: for whom and of what day, no more."""
    return {
        name: {part: GONE if part in BASIS_WORDS and one else one for part, one in value.items()}
        if name in BASES and value
        else value
        for name, value in said.items()
    }


@cache
def _free_text(tag: str) -> frozenset[str]:
    """The fields of an act in which an officer writes what he likes. What was decided about an erasure stays."""
    kind = acts.ACTS.get(tag)
    if kind is None or kind is acts.Erase:
        return frozenset()
    return frozenset(field.encode_name for field in fields(kind) if _is_words(field.type))


def _is_words(annotation: Any) -> bool:
    base, *rules = get_args(annotation) if get_origin(annotation) is Annotated else (annotation,)
    return base is str and not any(isinstance(rule, Meta) and rule.pattern for rule in rules)


def rekeyed(document: dict[str, Any], keys: Keys) -> dict[str, Any]:
    """The document with other keys for its persons."""
    people = {
        field: [{**person, "key": keys.get(person["key"], person["key"])} for person in document[field]]
        for field in ("subjects", "others")
        if document.get(field)
    }
    return {**document, **people}


def _rekeyed_pairs(pairs: list[list[str]], end: int, keys: Keys) -> list[list[str]]:
    return [[keys.get(key, key) if place == end else key for place, key in enumerate(pair)] for pair in pairs]


def erased(records: Records, entry: Entry, _: acts.Erase) -> None:
    """The head, and with it every index row, holds no more than the reduced documents say."""
    head = records.known(entry.statement.record)
    if not entry.effects["erased"]:
        records.put(replace(head, erasers=(*head.erasers, entry.statement.by)))
        return
    links = records.links_of(head)
    keys = opaque_keys(head, links)
    versions = tuple(_reduced_version(records, head, version, keys) for version in head.versions)
    files = tuple(Attachment(file.version, "", 0, "", GONE, GONE) for file in head.attachments)
    for link in links:
        records.put_link(replace(link, pairs=_rekeyed_pairs(link.pairs, _end(link, head), keys)))
    records.writing.rows.delete(AttachmentRow, ("record",), [(head.no,)])
    records.put(replace(head, versions=versions, attachments=files, erasers=(), erased=entry.seq))


def _reduced_version(records: Records, head: Head, version: Version, keys: Keys) -> Version:
    kind = kind_of(head.kind)
    said, effects = records.content(head, version.number)
    document, effects = rekeyed(kind.reduced(said), keys), without_words(effects)
    records.remember(version.body_seq, document, effects)
    whole = kind.facet(document, effects)
    facets = {track: kind.mask_facet(whole, head.tracks[track]) for track in version.facets}
    return replace(version, facets=facets)


def clean(entry: Entry) -> None:
    """After the transaction: ledger, files, free pages. What fails or is cut short here is done at the next start."""
    if entry.statement.act == "record.erase" and entry.effects.get("erased"):
        finish_or_log()


def finish_or_log() -> None:
    """Clean up after erasures; what cannot be done now (the disk is full, somebody reads on) holds nobody up."""
    try:
        finish()
    except (OSError, DatabaseError, Refused) as error:
        log.write(error)


def finish() -> int:
    """Clean up after every erasure that was not cleaned up after; gives how many. Cheap when there is none."""
    after = _swept()
    deeds = list(DeedRow.objects.filter(act="record.erase", seq__gt=after).order_by("seq").values_list("seq", "record"))
    erased = [(seq, record) for seq, record in deeds if record and _took_effect(seq)]
    if erased:
        _sweep(erased)
    if deeds:
        config.write_durably(_swept_file(), str(deeds[-1][0]).encode())
    return len(erased)


def _took_effect(seq: int) -> bool:
    body = BodyRow.objects.only("bytes").get(seq=seq)
    return bool(msgspec.json.decode(bytes(body.bytes))["effects"].get("erased"))


def _swept_file() -> Path:
    """Holds the position of the last erasure that was cleaned up after."""
    return config.home() / "erasures.swept"


def _swept() -> int:
    try:
        return int(_swept_file().read_text())
    except (OSError, ValueError):
        return 0


def _sweep(erased: list[tuple[int, str]]) -> None:
    """Ledger, attachments nobody refers to, free pages. Nobody attaches or notes meanwhile: the lock is held."""
    with writing():
        for seq, record in erased:
            note_in_ledger(record, seq)
            drafts.forget(record)
        kept = attachments.in_use()
        for path in attachments.folder().glob("??/*"):
            if path.name not in kept:
                attachments.remove(path.name)
    storage.give_up_free_pages()


def note_in_ledger(record: str, seq: int) -> None:
    """Add to the ledger of erasures that is kept outside the database."""
    path = config.home() / "erasures.jsonl"
    before = path.read_bytes() if path.exists() else b""
    line = json.dumps({"record": record, "seq": seq}).encode() + b"\n"
    if line not in before:
        config.write_durably(path, before + line)


def ledger() -> list[str]:
    """The records that were ever erased on this node."""
    path = config.home() / "erasures.jsonl"
    return [json.loads(line)["record"] for line in path.read_text().splitlines()] if path.exists() else []


def repeat_ledger() -> int:
    """Erase again what a backup brought back; gives how many records."""
    repeated = 0
    for record in dict.fromkeys(ledger()):
        with writing() as held:
            head = held.fold(Records).head(record)
            if head is None or head.erased:
                continue
            links = held.fold(Records).links_of(head)
            bodies = tuple(_reduced_bodies(head, links, opaque_keys(head, links)))
            deed = Deed(record=head.id, effects={"erased": True, "no": head.no}, bodies=bodies)
            raw = {
                "id": str(uuid4()),
                "act": "record.erase",
                "by": "node",
                "record": record,
                "decision": "erasures.jsonl",
            }
            act = acts.Erase(id=UUID(raw["id"]), by="node", record=UUID(record), decision=raw["decision"])
            held.append(raw, act, Officer("node", head.owner, COMMANDER), deed)
            repeated += 1
    return repeated
