"""The guided set-up of an empty node by its administrator: each step can be left, and taken up again."""

import uuid
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hiepdong.desk.pages.code_lists import own_lists
from hiepdong.forces import accounts, structures
from hiepdong.forces import queries as forces
from hiepdong.journal import doctor
from hiepdong.records.request import OfficerRequest, act, for_administrators, new_id
from hiepdong.terrain import places
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.clock import read_day, today
from hiepdong.vocabulary.refusals import Refused
from hiepdong.vocabulary.roles import RECORD_WORK

EMPTY_ROWS = 3
ROLES = ("duty", "investigator", "staff", "commander", "administrator", "inspector")
FIELDS = ("login", "name", "rank", "position", "unit")
Row = dict[str, Any]


@for_administrators
def overview(request: OfficerRequest) -> HttpResponse:
    """The steps, and how far each is done."""
    book = forces.book()
    officers = [login for login, services in book.services.items() if any(one.unit for one in services)]
    about = {
        "units": len(book.units), "officers": len(officers),
        "without": [login for login in officers if not accounts.has_password(login)],
        "posts": len(places.posts()), "communes": len(places.border_communes(today())), "own": own_lists(),
        "importers": [login for login in officers if any(RECORD_WORK & set(one.roles) for one in book.services[login])],
        "bad": [one for one in doctor.examine() if one.state in (doctor.BAD, doctor.WARN)],
    }  # fmt: skip
    return render(request, "desk/set_up.html", about)


@for_administrators
def units(request: OfficerRequest) -> HttpResponse:
    """Units: a structure that is proposed, to be edited, and rows for units of one's own."""
    world = request.GET.get("mau", "")
    world = world if world in structures.WORLDS else structures.WORLDS[0]
    act_id, rows, done = new_id(), _proposed(world), 0
    if request.method == "POST":
        act_id = request.POST.get("act_id") or act_id
        rows, done = _added(request, act_id)
        if not any(row["error"] for row in rows):
            return redirect(f"/thiet-lap/don-vi?mau={world}&ghi={done}")
    about = {
        "rows": rows, "world": world, "act_id": act_id, "types": list(codes.unit_types.by_code),
        "tree": forces.units(), "done": request.GET.get("ghi", str(done) if done else ""),
        "wrong": sum(bool(row["error"]) for row in rows),
    }  # fmt: skip
    return render(request, "desk/set_up_units.html", about, status=422 if about["wrong"] else 200)


def _proposed(world: str) -> list[Row]:
    found = [
        {"take": True, "code": one.code, "name": one.name, "type": one.type, "parent": one.parent,
         "start": f"{one.start:%d/%m/%Y}", "error": ""}
        for one in structures.proposed(world)
    ]  # fmt: skip
    blank = {"take": False, "code": "", "name": "", "type": "", "parent": "", "start": "", "error": ""}
    return [*found, *(dict(blank) for _number in range(EMPTY_ROWS))]


def _added(request: OfficerRequest, act_id: str) -> tuple[list[Row], int]:
    """Add every ticked unit, in order; gives the rows that are still to be done, and how many were added."""
    sent = {name: request.POST.getlist(name) for name in ("code", "name", "type", "parent", "start")}
    taken, left, done = set(request.POST.getlist("take")), list[Row](), 0
    for number, values in enumerate(zip(*sent.values(), strict=False), 1):
        row: Row = {name: value.strip() for name, value in zip(sent, values, strict=True)} | {"error": ""}
        row["take"] = str(number) in taken or bool(row["code"] and row["name"])
        if str(number) in taken:
            row["error"] = _add(request, act_id, row)
            done += not row["error"]
        if row["error"] or str(number) not in taken:
            left.append(row)
    return left, done


def _add(request: OfficerRequest, act_id: str, row: Row) -> str:
    """Add one unit; gives why not, or nothing. The same form sent twice adds it once."""
    try:
        start = read_day(row["start"]) if row["start"] else date(2010, 1, 1)
    except ValueError:
        return _("Ngày chưa đúng: ghi như 14/12/2023.")
    unit = {name: row[name] for name in ("code", "name", "type")}
    unit |= {"parent": row["parent"] or None, "from": start.isoformat()}
    one = str(uuid.uuid5(uuid.UUID(_whole(act_id)), row["code"]))
    try:
        act(request, "unit.add", id=one, unit=unit)
    except Refused as refused:
        return refused.text(request.language)
    return ""


def _whole(text: str) -> str:
    """An id as a form brought it back, or a new one for what is none."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return new_id()


@for_administrators
def officers(request: OfficerRequest) -> HttpResponse:
    """Officers: one is added, or gets a new first password, which is shown this once."""
    typed: Row = {name: request.POST.get(name, "").strip() for name in FIELDS} | {
        "roles": request.POST.getlist("roles")
    }
    about: Row = {"error": "", "code": "", "given": None}
    if request.method == "POST":
        try:
            login = request.POST.get("anew") or _add_officer(request, typed)
            about["given"] = (login, accounts.first_password(login))
            typed = {**dict.fromkeys(FIELDS, ""), "unit": typed["unit"], "roles": []}
        except Refused as refused:
            about |= {"error": refused.text(request.language), "code": refused.code}
    book = forces.book()
    listed = [line for login in sorted(book.services) if (line := forces.officer(login))]
    about |= {
        "typed": typed, "roles": ROLES, "units_now": forces.units(), "act_id": new_id(),
        "lines": [(line, accounts.has_password(line.login)) for line in listed],
    }  # fmt: skip
    return render(request, "desk/set_up_officers.html", about, status=422 if about["error"] else 200)


def _add_officer(request: OfficerRequest, typed: Row) -> str:
    """The login of who was added. One who is known already keeps his password: he is added to one more unit."""
    known = accounts.has_password(typed["login"])
    said = {name: typed[name] for name in FIELDS if typed[name]} | {"roles": typed["roles"]}
    act(request, "officer.add", officer=said)
    if known:
        raise Refused("officer.has_password", typed["login"])
    return str(typed["login"])
