"""One settings file; everything that differs between places comes from the environment and fails loudly."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env_text(name: str, default: str | None = None) -> str:
    """The variable, or the default; refuses to start when neither is there."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (see docs/operations.md).")
    return value


def env_flag(name: str, default: bool) -> bool:
    """True or False; any other word is an error rather than a silent False."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def env_number(name: str, default: int) -> int:
    """A whole number; anything else is an error that names the variable."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def database(url: str) -> dict[str, object]:
    """PostgreSQL only: a TCP or a socket URL (`?host=/run/dir`) becomes Django's connection settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "foundation.lib.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A dead server must be noticed within the patience of a caller, not of TCP.
        "OPTIONS": {
            "connect_timeout": 2,
            "keepalives": 1,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            # Our prepared statements are asked for few rows by their keys: planning them anew each time, which the
            # server prefers for short lists, takes longer than running them. A plan kept must not be one that reads
            # whole tables because these were small: on today's disks a row by its key costs about what the next does.
            "options": "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1",
            **options,
        },
    }


def tile_origin(address: str) -> str:
    """Where pictures of the map may come from: the one host that the address names."""
    if not address:
        return ""
    parts = urlsplit(address)
    has_holes = all(f"{{{hole}}}" in address for hole in "zxy")
    if parts.scheme not in {"http", "https"} or not parts.hostname or "{" in parts.netloc or not has_holes:
        raise ImproperlyConfigured("PSC_TILE_URL must be like https://tiles.example/{z}/{x}/{y}.png")
    return f"{parts.scheme}://{parts.netloc}"


def sms_way(way: str, url: str) -> str:
    """How text messages leave: `off`, `file`, or `http` to a gateway whose address must then be known."""
    if way not in {"off", "file", "http"}:
        raise ImproperlyConfigured(f"PSC_SMS must be off, file or http, not {way!r}.")
    if way == "http" and urlsplit(url).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("PSC_SMS=http needs PSC_SMS_URL, the address of the gateway (https://...).")
    return way


DEBUG = env_flag("DEBUG", False)
# Without a secret of its own an installation can only be a demonstration.
DEMO = env_flag("PSC_DEMO", "SECRET_KEY" not in os.environ)
EXAMPLE = env_flag("PSC_EXAMPLE", True)
CENTRE = env_text("PSC_CENTRE", "tulungagung")
TIME_ZONE = env_text("PSC_TIME_ZONE", "Asia/Jakarta")
# Pictures behind the map, `https://tiles.example/{z}/{x}/{y}.png`. None: the map is the areas' outlines, and nothing
# is fetched from anywhere else.
TILE_URL = env_text("PSC_TILE_URL", "")
TILE_CREDIT = env_text("PSC_TILE_CREDIT", "")
TILE_ORIGIN = tile_origin(TILE_URL)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
SECRET_KEY = env_text("SECRET_KEY", "demonstration-only-every-reader-of-the-source-knows-this-key" if DEMO else None)
ALLOWED_HOSTS = env_text("ALLOWED_HOSTS", ",".join(LOOPBACK) if DEMO else None).split(",")
if DEMO and not DEBUG and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    raise ImproperlyConfigured(
        "Demo mode shows its passwords on the sign-in page and refuses a public host name: "
        "set PSC_DEMO=false and SECRET_KEY, or keep ALLOWED_HOSTS to 127.0.0.1 and localhost."
    )
CSRF_TRUSTED_ORIGINS = [origin for origin in env_text("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "channels",
    "foundation.journal",
    "foundation.clock",
    "foundation.notify",
    "foundation.people",
    "sop",
    "agencies",
    "incidents",
    "dispatch",
    "psc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.lib.web.SecurityHeaders",
    "foundation.lib.web.DatabaseAway",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "psc.urls"
WSGI_APPLICATION = "psc.wsgi.application"
ASGI_APPLICATION = "psc.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "foundation.people.navigation.navigation",
                "agencies.papers.unread.unread_notices",
            ],
        },
    }
]

DATABASES = {"default": database(env_text("DATABASE_URL", "postgresql:///psc"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# redis-py and Celery name a Redis behind a socket differently.
REDIS_URL = env_text("REDIS_URL", "redis://127.0.0.1:6379/0")

# The bell only: an empty message that says "look". What it missed the hub finds in the database.
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "psc"},
    }
}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is away must never hold up whoever publishes for longer than this (seconds).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 1,
    "retry_on_timeout": False,
    "visibility_timeout": 60,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_EAGER_RESULT = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
CONSOLE_DIST = BASE_DIR / "console" / "dist"
STATICFILES_DIRS = [path for path in (CONSOLE_DIST, BASE_DIR / "static") if path.is_dir()]
# Where `collectstatic` gathers the deployed files; a demonstration needs none.
STATIC_ROOT = env_text("STATIC_ROOT", "") or None
# A demonstration serves the console straight from its build; deployed, `collectstatic` gathers it once.
WHITENOISE_USE_FINDERS = DEBUG or DEMO
WHITENOISE_AUTOREFRESH = DEBUG

# What people hand in: shown by a door that asks who looks, never by a web server.
MEDIA_ROOT = env_text("PSC_MEDIA", str(Path(env_text("PSC_HOME", str(BASE_DIR / "var"))) / "media"))

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # one shift and its handover
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if not (DEBUG or DEMO):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env_flag("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env_number("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# The largest honest body is a report of 10,000 characters; a photo has its own door.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "foundation.people.authentication.TokenDoor",
        "foundation.people.authentication.SessionDoor",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.lib.rest.answer_error",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "PSC 112",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Emergency reports, incidents, agencies' parts in them, units, and the live board.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "ReportStatus": "incidents.states.REPORT_STATES",
        "AssignmentStatus": "incidents.states.ASSIGNMENT_STATES",
        "UnitStatus": "incidents.states.UNIT_STATES",
        "Stage": "incidents.states.INCIDENT_STAGES",
    },
}

# Five years, as a ticket; the centre's decree may say otherwise.
COMPLAINT_DAYS = env_number("PSC_COMPLAINT_DAYS", 5 * 365)

EMAIL_BACKEND = env_text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.filebased.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_FILE_PATH = str(Path(env_text("PSC_HOME", str(BASE_DIR / "var"))) / "mail")
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "psc112@localhost")

# Text messages: files in a demonstration, a gateway by HTTP, or none.
SMS_URL = env_text("PSC_SMS_URL", "")
SMS_TOKEN = env_text("PSC_SMS_TOKEN", "")
SMS = sms_way(env_text("PSC_SMS", "file" if DEMO else "off"), SMS_URL)
SMS_FILE_PATH = str(Path(env_text("PSC_HOME", str(BASE_DIR / "var"))) / "sms")
# How a telephone outside finds us, for links in messages; empty: as whoever issues the link has found us.
PUBLIC_URL = env_text("PSC_PUBLIC_URL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"keys": {"()": "foundation.lib.logs.HideKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["keys"]}},
    "root": {"handlers": ["console"], "level": env_text("LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
