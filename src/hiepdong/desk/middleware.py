"""The door of the desk: nobody passes without a session, and what goes wrong becomes a page for a person."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import urlencode

from hiepdong import config
from hiepdong.desk import errors
from hiepdong.forces import accounts, preferences
from hiepdong.forces.preferences import Preferences
from hiepdong.terrain import area
from hiepdong.vocabulary import codes
from hiepdong.vocabulary.refusals import Refused

SESSION = "hiepdong"
OPEN_PATHS = ("/api/", "/dang-nhap", "/tuy-chon-cua")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src blob:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
Answer = Callable[[HttpRequest], HttpResponseBase]


class Guard:
    """Signs the officer in for the length of one request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        codes.follow(config.codes_folder())
        area.follow(config.area_folder())
        if request.path.startswith("/api/"):
            return self.get_response(request)
        viewer = accounts.session(request.COOKIES.get(SESSION, ""))
        chosen = preferences.of(viewer.login) if viewer else from_cookies(request)
        request.viewer, request.preferences = viewer, chosen  # type: ignore[attr-defined]
        request.language = chosen.language  # type: ignore[attr-defined]
        with translation.override(chosen.language):
            response = self._answer(request) if viewer else self._at_the_door(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META["QUERY_STRING"]:  # no text holds it, and PostgreSQL stumbles over it
            return errors.bad_request(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and hasattr(response, "render"):
            response.render()
        return response

    def _at_the_door(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(OPEN_PATHS):
            return self._answer(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": "/dang-nhap"})
        wanted = request.get_full_path() if request.method == "GET" and request.path != "/" else ""
        return redirect("/dang-nhap" + (f"?{urlencode({'tiep': wanted})}" if wanted else ""))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal, or something unforeseen, as a page."""
        if request.path.startswith("/api/") or isinstance(error, errors.PASSED_ON):
            return None
        if isinstance(error, Refused):
            return errors.refused(request, error)
        return errors.unexpected(request, error)


def from_cookies(request: HttpRequest) -> Preferences:
    """Language and theme of who has not signed in."""
    language, theme = request.COOKIES.get("tieng", "vi"), request.COOKIES.get("nen", "auto")
    return Preferences(
        language=language if language in preferences.LANGUAGES else settings.LANGUAGE_CODE,
        theme=theme if theme in preferences.THEMES else "auto",
    )
