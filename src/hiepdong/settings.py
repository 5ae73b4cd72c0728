"""Django settings. What differs between nodes comes from the environment and the home folder (config.py)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hiepdong import config
from hiepdong.vocabulary.refusals import Refused

BASE = Path(__file__).parent
DEBUG = False
SECRET_KEY = "not used for anything that must stay secret: sessions are random tokens kept in the database"  # noqa: S105
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "hiepdong.desk.urls"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOMS = (
    *("journal", "records", "forces", "terrain", "information", "cases", "figures", "reconciliation", "operations"),
    *("picture", "papers", "desk", "api"),
)
INSTALLED_APPS = [f"hiepdong.{room}" for room in ROOMS if (BASE / room / "apps.py").exists()]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hiepdong.desk.middleware.Guard",
    "django.middleware.csrf.CsrfViewMiddleware",
]
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hiepdong.desk.errors.csrf"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
STATICFILES_DIRS = [BASE / "desk" / "static"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["hiepdong.desk.context.shell"]},
    }
]
LOGGING_CONFIG = None
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-32768;"
        "PRAGMA mmap_size=1073741824;PRAGMA temp_store=MEMORY;PRAGMA wal_autocheckpoint=8000"
    ),
}


def _database() -> dict[str, Any]:
    url = config.database_url()
    if url is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": config.home() / config.DATABASE,
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
        }
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError:
        raise Refused("node.database", "HIEPDONG_DATABASE") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise Refused("node.database", "HIEPDONG_DATABASE=postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
        "PORT": port,
        "CONN_MAX_AGE": None,
    }


DATABASES = {"default": _database()}
