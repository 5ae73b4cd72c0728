"""Sign-in: passwords (Argon2id), sessions and tokens of the API. State, not journal: it may be lost and made anew."""

import secrets
import time
from hashlib import sha256

from django.db.models import F
from msgspec import Struct

from hiepdong.forces import queries
from hiepdong.forces.models import CredentialRow, SessionRow
from hiepdong.records.sight import Viewer
from hiepdong.vocabulary.refusals import Refused

TRIES, LOCKED_SECONDS = 5, 15 * 60
SESSION_SECONDS, TOKEN_SECONDS = 12 * 3600, 365 * 24 * 3600
MIN_LENGTH = 10


class Failure(Struct, frozen=True):
    """A sign-in that failed: tries left before the lock, or until when it is locked (seconds since 1970)."""

    left: int
    locked_until: int = 0


def set_password(login: str, password: str) -> None:
    """Give an officer a password; wherever he is signed in, and whatever tokens he has, end.

    Raises Refused officer.unknown, act.invalid when it is too short.
    """
    queries.viewer(login)
    _put(login, password)
    SessionRow.objects.filter(login=login).delete()


def first_password(login: str) -> str:
    """Give an officer a made-up password, to be shown once and changed by him. Raises Refused officer.unknown."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    set_password(login, password)
    return password


def anybody() -> bool:
    """Whether anybody can sign in."""
    return CredentialRow.objects.exists()


def has_password(login: str) -> bool:
    """Whether the officer can sign in."""
    return CredentialRow.objects.filter(login=login).exists()


def _put(login: str, password: str) -> None:
    if len(password) < MIN_LENGTH:
        raise Refused("act.invalid", f"password < {MIN_LENGTH}")
    set_hashes({login: hashed(password)})


def hashed(password: str) -> str:
    """The Argon2id hash of a password (RFC 9106, the low-memory profile)."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def set_hashes(hashes: dict[str, str]) -> None:
    """Put password hashes, by login."""
    rows = [CredentialRow(login=login, password=value) for login, value in hashes.items()]
    CredentialRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["login"], update_fields=["password", "failures", "locked_until"]
    )


def authenticate(login: str, password: str, *, purpose: str = "page") -> str | Failure:
    """Sign in; gives a session token, or how many tries are left. A login that does not exist is answered alike."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    now = int(time.time())
    row = None if "\0" in login else CredentialRow.objects.filter(login=login).first()
    locked_until = row.locked_until if row else _strangers.get(_digest(login), (0, 0))[1]
    if locked_until > now:
        return Failure(0, locked_until)
    try:
        PasswordHasher().verify(row.password if row else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return _failed(login, now) if row else _failed_stranger(login, now)
    if row is None:
        return _failed_stranger(login, now)
    CredentialRow.objects.filter(login=login).update(failures=0, locked_until=0)
    return begin_session(login, purpose=purpose)


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


# Failures and end of the lock by digest of a login that nobody bears, so that a lock does not tell who serves here.
_strangers: dict[str, tuple[int, int]] = {}
STRANGERS = 10_000


def _failed(login: str, now: int) -> Failure:
    """One more failure, counted by the database: tries sent at once are as many tries."""
    rows = CredentialRow.objects.filter(login=login)
    rows.update(failures=F("failures") + 1)
    failure = _failure(rows.values_list("failures", flat=True).get(), now)
    if failure.locked_until:
        rows.update(failures=0, locked_until=failure.locked_until)
    return failure


def _failed_stranger(login: str, now: int) -> Failure:
    if len(_strangers) >= STRANGERS:
        _strangers.clear()
    failures = _strangers.get(_digest(login), (0, 0))[0] + 1
    failure = _failure(failures, now)
    _strangers[_digest(login)] = (0 if failure.locked_until else failures, failure.locked_until)
    return failure


def _failure(failures: int, now: int) -> Failure:
    locked = now + LOCKED_SECONDS if failures >= TRIES else 0
    return Failure(max(TRIES - failures, 0), locked)


def begin_session(login: str, unit: str | None = None, *, purpose: str = "page") -> str:
    """A new token for pages or the API; only its digest is kept."""
    token = secrets.token_urlsafe(32)
    seconds = TOKEN_SECONDS if purpose == "api" else SESSION_SECONDS
    SessionRow.objects.create(
        digest=_digest(token), login=login, unit=unit, purpose=purpose, ends=int(time.time()) + seconds
    )
    return token


def session(token: str, *, purpose: str = "page") -> Viewer | None:
    """Who holds the token, if it is good for that purpose: a page or the API."""
    row = SessionRow.objects.filter(digest=_digest(token), purpose=purpose, ends__gt=int(time.time())).first()
    if row is None:
        return None
    try:
        return queries.viewer(row.login, row.unit)
    except Refused:
        return None


def act_for(token: str, unit: str) -> None:
    """Let the holder of a session act for another of his units. Raises Refused act.not_permitted."""
    row = SessionRow.objects.get(digest=_digest(token))
    queries.viewer(row.login, unit)
    SessionRow.objects.filter(digest=row.digest).update(unit=unit)


def end_session(token: str) -> None:
    """Sign out."""
    SessionRow.objects.filter(digest=_digest(token)).delete()


def end_tokens(login: str) -> None:
    """End all tokens of an officer for the API, as when a phone is lost."""
    SessionRow.objects.filter(login=login, purpose="api").delete()


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def change_password(login: str, old: str, new: str, token: str) -> Failure | None:
    """A new password by who knows the old one; gives the failure when he does not. Other page sessions end.

    Raises Refused act.invalid when the new one is too short.
    """
    found = authenticate(login, old)
    if isinstance(found, Failure):
        return found
    end_session(found)
    _put(login, new)
    SessionRow.objects.filter(login=login, purpose="page").exclude(digest=_digest(token)).delete()
    return None
