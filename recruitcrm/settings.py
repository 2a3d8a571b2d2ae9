"""Settings from the environment; without any, the product runs on its own servers under var/."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
import structlog
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from recruitcrm.embedded import database_url, redis_url
from recruitcrm.issuers import issuers

django_stubs_ext.monkeypatch()  # ModelForm[User] at run time too

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
env = environ.Env()
if not TESTING:
    environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default="") or BASE_DIR / "var").absolute()
PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
PORT = env.int("PORT", default=8000)
BASE_URL = (env("BASE_URL", default="") or f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[urlsplit(BASE_URL).hostname or "localhost"]
    + ([] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]", "testserver"]),
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SECRET_FOR_TRYING_OUT = "only-for-trying-out-" + "x" * 40
SECRET_KEY = env("SECRET_KEY", default="") or ("" if PRODUCTION else SECRET_FOR_TRYING_OUT)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if PRODUCTION:
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY == SECRET_FOR_TRYING_OUT:
        raise ImproperlyConfigured(
            "PRODUCTION needs a SECRET_KEY of at least 50 random characters. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if env.bool("DEMO", default=False):
        raise ImproperlyConfigured("PRODUCTION and DEMO exclude each other; remove one of them.")
    if DEBUG:
        raise ImproperlyConfigured("PRODUCTION and DEBUG exclude each other; remove one of them.")
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("PRODUCTION needs BASE_URL, the https:// address people use.")
    if not env("DATABASE_URL", default="") or not env("REDIS_URL", default=""):
        raise ImproperlyConfigured("PRODUCTION needs DATABASE_URL and REDIS_URL.")
OWN_POSTGRESQL = not env("DATABASE_URL", default="")
OWN_REDIS = not env("REDIS_URL", default="")
# An empty database gets the demo agency, unless it is somebody's real server.
DEMO = env.bool("DEMO", default=OWN_POSTGRESQL and not PRODUCTION)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "django_rq",
    "csp",
    "mailings",
    "accounts",
    "clients",
    "candidates",
    "processes",
    "portal",
    "recruitcrm",
]

MIDDLEWARE = [
    # These two first: what a later one answers by itself, an error or a file, has headers too.
    "recruitcrm.headers.HeadersOnEveryAnswer",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.access.ReadersLanguageAndTime",
    "accounts.signing_in.sessions.EndsSessions",
    "accounts.access.ClosedUnlessOpened",
    "accounts.signing_in.second_factor.LeadsToSecondFactor",
    "accounts.trail.middleware.SayWhoActs",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.dialogs.RedirectFromDialog",
]

ROOT_URLCONF = "recruitcrm.urls"
WSGI_APPLICATION = "recruitcrm.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accounts.context.agency",
                "recruitcrm.demo.sign_ins.demo_sign_ins",
            ],
        },
    }
]

# PostgreSQL and Redis: real ones where named, else the embedded ones (recruitcrm/embedded/).
DATABASES = {
    "default": env.db_url_config(
        env("DATABASE_URL", default="") or database_url(VAR_DIR / "postgres")
    )
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}
# Clients read in the name of this role, which may see the views of portal/wall/ and nothing else.
PORTAL_ROLE = env("PORTAL_ROLE", default="recruitcrm_portal")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env("REDIS_URL", default="") or redis_url(VAR_DIR / "redis")

# One queue per worker: with several, a job popped at a crash is lost (facts.md).
RQ_QUEUES: dict[str, dict[str, Any]] = {
    "default": {
        "URL": REDIS_URL,
        "DEFAULT_TIMEOUT": 120,
        # By default RQ unpickles, and so obeys, whatever Redis holds.
        "SERIALIZER": "rq.serializers.JSONSerializer",
    },
}
RQ = {"COMMIT_MODE": "on_db_commit"}
# In PostgreSQL, shared by all processes: how often somebody tried to sign in counts everywhere.
# Not in Redis: signing in must not depend on it, nor unpickle what it holds.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Beyond so many rows, those that are over go, then others, and with them their limits.
        "OPTIONS": {"MAX_ENTRIES": 50_000, "CULL_FREQUENCY": 50},
    }
}

AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sv", _("Swedish")), ("pl", _("Polish")), ("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "recruitcrm.formats"
FORM_RENDERER = "accounts.form_rendering.HouseForms"

# Signing in.
AUTHENTICATION_BACKENDS = ["accounts.signing_in.backend.KnowsWhoOwesAFactor"]
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignup"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # an admin has typed the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # the same work, and no letter: accounts/adapter.py
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # elsewhere only: accounts/adapter.py
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "accounts.signing_in.forms.PasswordForm",
    "reset_password": "accounts.signing_in.forms.ForgottenPasswordForm",
    "request_login_code": "accounts.forms.code.ContactCodeForm",
    "confirm_login_code": "accounts.signing_in.forms.CodeFromMail",
}
# So many tries in a time, per network address and per account; shared by all processes.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "confirm_login_code": "20/m/ip,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
    "issuer": "20/m/ip",
    "signed_link": "60/m/ip",
    "application": "60/h/ip",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # for client contacts alone
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Second factors.
MFA_ADAPTER = "accounts.signing_in.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # http://localhost
MFA_FORMS = {
    "authenticate": "accounts.signing_in.forms.SecondFactorForm",
    "reauthenticate": "accounts.signing_in.forms.SecondFactorAgainForm",
    "add_webauthn": "accounts.signing_in.forms.PasskeyForm",
}
USERSESSIONS_ADAPTER = "accounts.signing_in.sessions.EndsElsewhere"
# Issuers of OpenID Connect; they vouch for people that exist here, and make nobody.
ISSUERS = issuers(env)
ISSUERS_THAT_ASK_TWICE = {one["provider_id"] for one in ISSUERS if one["settings"]["asks_twice"]}
SOCIALACCOUNT_ADAPTER = "accounts.signing_in.vouching.Vouching"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": ISSUERS}}
SOCIALACCOUNT_LOGIN_ON_GET = True  # form-action would stop a form at the issuer's redirects
# How long somebody stays signed in without a sign of life, and at the most.
STAY_OF_STAFF = (
    timedelta(hours=env.int("STAFF_IDLE_HOURS", default=12)),
    timedelta(days=env.int("STAFF_SESSION_DAYS", default=7)),
)
STAY_OF_CONTACTS = (
    timedelta(days=env.int("CONTACT_IDLE_DAYS", default=14)),
    timedelta(days=env.int("CONTACT_SESSION_DAYS", default=60)),
)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# What the browser may do. `__Host-` cookies: https only, this host only, the whole host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "frame-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(STAY_OF_STAFF[0].total_seconds())
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_HTTPONLY = False
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked inside the machine, without TLS
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
if env(
    "PROXY_SSL_HEADER", default=""
):  # such as X-Forwarded-Proto, which the proxy must set itself
    SECURE_PROXY_SSL_HEADER = (
        "HTTP_" + env("PROXY_SSL_HEADER").upper().replace("-", "_"),
        "https",
    )
# Whether subdomains speak https, and a browser maker's list, are the operator's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# Files.
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
PDF_FONTS_DIR = BASE_DIR / "static" / "built" / "fonts"
# What one PDF may take; more memory than that which its process begins with.
PDF_SECONDS = env.int("PDF_SECONDS", default=45)  # well below the time of a job
PDF_MEGABYTES = env.int("PDF_MEGABYTES", default=300)
STATICFILES_DIRS = [("built", BASE_DIR / "static" / "built")]  # not the sources
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
# tcp://host:3310 or unix:///run/clamav/clamd.ctl; without it no file is scanned for viruses.
CLAMAV_URL = env("CLAMAV_URL", default="")
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# Mail. Without EMAIL_URL letters end on the mailbox page.
EMAIL_URL = env("EMAIL_URL", default="")
MAIL_GOES_OUT = bool(EMAIL_URL)
vars().update(env.email_url_config(EMAIL_URL or "dummymail://"))
EMAIL_TIMEOUT = 10  # seconds; below the lease of a letter
MAIL_LEASE = timedelta(seconds=env.int("MAIL_LEASE", default=90))
DEFAULT_FROM_EMAIL = (
    env("DEFAULT_FROM_EMAIL", default="") or f"recruitcrm@{urlsplit(BASE_URL).hostname}"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logs hold ids, not names; JSON in production, for reading otherwise.
LOGGED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]
structlog.configure(
    processors=[*LOGGED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": LOGGED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer()
                if PRODUCTION
                else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
