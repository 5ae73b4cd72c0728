"""The duty board: what waits, what is new, what happened along the line; and the pages that belong to nobody else."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hiepdong.cases import queries as cases
from hiepdong.desk.strip import strip
from hiepdong.forces import preferences
from hiepdong.records import board as boards
from hiepdong.records.request import OfficerRequest, for_records
from hiepdong.vocabulary.clock import today
from hiepdong.vocabulary.roles import INSPECTOR

DAYS, STRIP_LIMIT = 7, 200
THEIRS = frozenset({"handover-unanswered"})


def board(request: OfficerRequest) -> HttpResponse:
    """What the officer on duty looks at first."""
    viewer = request.viewer
    if not viewer.reads_records:
        return render(request, "desk/board.html", {"is_inspector": bool(viewer.roles & INSPECTOR)})
    looked = preferences.of(viewer.login).looked
    waits, lines = boards.waiting(viewer), boards.news(viewer)
    since = today() - timedelta(days=DAYS - 1)
    week = cases.list_cases(viewer, start=since, end=today(), limit=STRIP_LIMIT)
    about = {
        "waits": [line for line in waits if line.what not in THEIRS],
        "theirs": [line for line in waits if line.what in THEIRS],
        "lines": lines, "looked": looked, "unread": sum(line.seq > looked for line in lines),
        "newest": lines[0].seq if lines else 0, "week": week, "week_start": since, "strip": strip(week.lines, today()),
    }  # fmt: skip
    return render(request, "desk/board.html", about)


@require_POST
@for_records
def looked(request: OfficerRequest) -> HttpResponse:
    """The officer has looked at the news up to there."""
    seq = request.POST.get("seq", "")
    if seq.isdecimal() and len(seq) < 16:
        preferences.change(request.viewer.login, looked=int(seq))
    return redirect("/")


@for_records
def fresh(request: OfficerRequest) -> HttpResponse:
    """Whether there is something new for the unit: one cheap question, asked again and again."""
    looked_at = preferences.of(request.viewer.login).looked
    if boards.changed(request.viewer) <= looked_at:
        return HttpResponse(status=200)
    count = sum(line.seq > looked_at for line in boards.news(request.viewer))
    text = ngettext("%(count)s điều mới", "%(count)s điều mới", count) % {"count": count}
    return render(request, "desk/fresh.html", {"text": text})


def more(request: OfficerRequest) -> HttpResponse:
    """Every room, for the phone."""
    return render(request, "desk/more.html", {"title": _("Thêm")})


def keys(request: OfficerRequest) -> HttpResponse:
    """The keys, and what an officer may choose."""
    return render(request, "desk/keys.html")
