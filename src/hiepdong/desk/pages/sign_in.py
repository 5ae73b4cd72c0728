"""Sign-in, sign-out, and what an officer chooses for himself."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hiepdong import config
from hiepdong.desk.middleware import SESSION
from hiepdong.forces import accounts, preferences
from hiepdong.forces.accounts import Failure
from hiepdong.journal import queries as journal
from hiepdong.records.request import OfficerRequest
from hiepdong.vocabulary.clock import HANOI
from hiepdong.vocabulary.refusals import Refused

YEAR = 365 * 24 * 3600


def sign_in(request: HttpRequest) -> HttpResponse:
    """The page before all others."""
    onward = request.POST.get("tiep") or request.GET.get("tiep", "")
    login, error = request.POST.get("login", "").strip(), ""
    if request.method == "POST":
        found = accounts.authenticate(login, request.POST.get("password", ""))
        if isinstance(found, str):
            return _signed_in(request, found, onward)
        error = _failure(found)
    about = {
        "onward": onward, "login": login, "error": error, "node": config.node()["name"], "seq": journal.head().seq,
        "is_sample": (config.home() / "sample-passwords.json").exists(),
    }  # fmt: skip
    return render(request, "desk/signin.html", about, status=403 if error else 200)


def _signed_in(request: HttpRequest, token: str, onward: str) -> HttpResponse:
    local = url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/")
    response = redirect(onward if local else "/")
    response.set_cookie(
        SESSION, token, max_age=accounts.SESSION_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def _failure(found: Failure) -> str:
    if found.locked_until:
        until = datetime.fromtimestamp(found.locked_until, HANOI)
        return _("Đã sai 5 lần. Tài khoản khóa đến %(hour)s.") % {"hour": f"{until:%H:%M}"}
    return _("Tên hoặc mật khẩu chưa đúng. Còn %(left)s lần, rồi khóa 15 phút.") % {"left": found.left}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, here and on the server."""
    accounts.end_session(request.COOKIES.get(SESSION, ""))
    response = redirect("/dang-nhap")
    response.delete_cookie(SESSION)
    return response


@require_POST
def choose(request: OfficerRequest) -> HttpResponse:
    """Keep language, theme, keys and sound as the officer wants them."""
    chosen = {name: request.POST[name] for name in ("language", "theme") if name in request.POST}
    switched = {name: request.POST[name] == "on" for name in ("keys", "sound") if name in request.POST}
    kept = preferences.change(request.viewer.login, **chosen, **switched)
    return _with_cookies(redirect(_back(request)), kept.language, kept.theme)


@require_POST
def choose_at_the_door(request: HttpRequest) -> HttpResponse:
    """Language and theme of who has not signed in."""
    chosen: preferences.Preferences = request.preferences  # type: ignore[attr-defined]
    language, theme = request.POST.get("language", chosen.language), request.POST.get("theme", chosen.theme)
    return _with_cookies(redirect("/dang-nhap"), language, theme)


def _back(request: HttpRequest) -> str:
    onward = request.POST.get("next", "/")
    return onward if url_has_allowed_host_and_scheme(onward, allowed_hosts=None) and onward.startswith("/") else "/"


def _with_cookies(response: HttpResponse, language: str, theme: str) -> HttpResponse:
    for name, value in (("tieng", language), ("nen", theme)):
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True)
    return response


@require_POST
def change_unit(request: OfficerRequest) -> HttpResponse:
    """Act for another unit in which the officer serves."""
    accounts.act_for(request.COOKIES[SESSION], request.POST.get("unit", ""))
    return redirect("/")


@require_POST
def change_password(request: OfficerRequest) -> HttpResponse:
    """A new password, by who knows the old one; other sessions of the officer end."""
    error, wrong = "", "old"
    try:
        failed = accounts.change_password(
            request.viewer.login, request.POST.get("old", ""), request.POST.get("new", ""), request.COOKIES[SESSION]
        )
        error = _failure(failed) if failed else ""
    except Refused:
        error, wrong = _("Mật khẩu mới phải từ 10 ký tự."), "new"
    if error:
        return render(request, "desk/keys.html", {"error": error, "wrong": wrong}, status=422)
    return render(request, "desk/keys.html", {"notice": _("Đã đổi mật khẩu. Các nơi đăng nhập khác đã bị ngắt.")})
