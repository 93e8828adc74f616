"""Django's settings; what differs between installations comes from the environment (RIGHTSTART_HOME, DATABASE_URL, …)."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from psycopg.conninfo import conninfo_to_dict

from rightstart.engine import keys, providers
from rightstart.engine.place import home, socket_dir

HOME = home()
DEMO = os.environ.get("RIGHTSTART_DEMO") == "1"
DEBUG = False
# A home that does not exist yet is made by the first command; until then there is no session to sign.
SECRET_KEY = keys.named_key(HOME, "session").hex() if (HOME / "keys").is_dir() else secrets.token_hex()
ALLOWED_HOSTS = os.environ.get("RIGHTSTART_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("RIGHTSTART_ORIGINS", "").split(",") if origin]
SECURE = os.environ.get("RIGHTSTART_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A session ends so long after its person's last step, and at the latest so long after its beginning.
SESSION_COOKIE_AGE = 60 * 60
SESSION_LONGEST = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "rightstart.web",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    *(
        f"rightstart.{package}"
        for package in (
            *("engine", "ledger", "directory", "alerts", "access", "places", "listings", "agreements"),
            *("intake", "births", "safeguards", "allocation", "release", "handover", "contact"),
            *("joining", "cover", "visits", "breaches", "rights", "canaries"),
        )
    ),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rightstart.web.headers.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rightstart.web.headers.CompressedPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rightstart.web.sitting.Sitting",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]


def _server() -> dict[str, str]:
    """Where PostgreSQL is, in libpq's words: the server named by DATABASE_URL, else our own behind its private socket."""
    if url := os.environ.get("DATABASE_URL"):
        told = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
        return {"dbname": "rightstart", "user": "rightstart_owner"} | told
    return {"dbname": "rightstart", "user": "rightstart_owner", "host": str(socket_dir(HOME))}


# Django switches the driver's prepared statements off unless told; without them the server plans each query each time.
# What is asked through the ORM is never prepared, whatever the number.
PREPARE_AFTER = 5
# One plan serves for all values: they are arrays of keys, and looking each up in its index is right for few and many. It is
# made when a table may still be empty, so it must not read whole tables because they are short today.
ONE_PLAN = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
OWN_SETTINGS = {"dbname", "host", "port", "user", "password", "options"}


def _connection(role: str, server: dict[str, str]) -> dict[str, object]:
    """One role's connection. Pooled where many threads serve (RIGHTSTART_POOL): signing in costs more than a page's reads."""
    owner = role == "owner"
    pool = int(os.environ.get("RIGHTSTART_POOL", "0"))
    # How the server is to be trusted (sslmode, sslrootcert, …) and all else that was said of it holds for every role.
    options: dict[str, object] = {name: value for name, value in server.items() if name not in OWN_SETTINGS}
    options |= {"prepare_threshold": PREPARE_AFTER, "options": f"{server.get('options', '')} {ONE_PLAN}".strip()}
    if pool and not owner:
        options["pool"] = {"min_size": 0, "max_size": pool}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("RIGHTSTART_DATABASE", server["dbname"]),
        "HOST": server.get("host", ""),
        "PORT": server.get("port", ""),
        "USER": server["user"] if owner else f"rightstart_{role}",
        "PASSWORD": server.get("password", "") if owner else _password(),
        "OPTIONS": options,
    }


def _password() -> str:
    """What the roles sign in with on somebody else's server; our own lets in whoever may open its socket."""
    return keys.named_key(HOME, "database").hex() if os.environ.get("DATABASE_URL") else ""


_ROLES = ("owner", "intake", "centre", "council", "supplier", "monitor")
_SERVER = _server()
DATABASES = {"default": _connection("worker", _SERVER)} | {role: _connection(role, _SERVER) for role in _ROLES}
# Tries to sign in are counted here, by every page process together; nobody can be read from the names they are counted under.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "directory_counted",
        "KEY_FUNCTION": "rightstart.web.counting.hidden",
        # Old counts go each night; never a standing one, because somebody made many new ones.
        "OPTIONS": {"MAX_ENTRIES": 10_000_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ROOT_URLCONF = "rightstart.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A page's template lies beside its view: `worklist/worklist.html` in `web/worklist`.
        "DIRS": [Path(__file__).parent / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rightstart.web.frame.frame",
                "rightstart.web.help.beside.beside",
            ],
        },
    }
]
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is kept as a file by way of Django
    "staticfiles": {"BACKEND": "rightstart.web.statics.Collected"},
}
FORM_RENDERER = "rightstart.web.forms.GovukRenderer"

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = ["rightstart.web.sessions.Accounts"]
SESSION_ENGINE = "rightstart.web.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# How many proxies of our own stand in front: behind them the address that tries are counted by is in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("RIGHTSTART_PROXIES", "0"))
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_ADAPTER = "rightstart.web.accounts.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # for so long somebody who showed again who they are may sign
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "rightstart.web.accounts.SignInForm",
    "change_password": "rightstart.web.accounts.NewPasswordForm",
    "reauthenticate": "rightstart.web.accounts.ConfirmPasswordForm",
}
# Organisations whose own sign-in is taken stand in a file of their own, which holds secrets. Nobody gets an account by it.
_PROVIDERS_FILE = os.environ.get("RIGHTSTART_OIDC", "")
PROVIDERS = providers.providers(Path(_PROVIDERS_FILE) if _PROVIDERS_FILE else None)
SOCIALACCOUNT_PROVIDERS = providers.as_apps(PROVIDERS)
SOCIALACCOUNT_ADAPTER = "rightstart.web.known_elsewhere.EnteredOnly"
SOCIALACCOUNT_AUTO_SIGNUP = False
# By a link, not a form: the content policy lets no form lead to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True

# Nobody works with a password alone, but in the demonstration: there nobody is real. No word from outside changes this.
SECOND_FACTOR_REQUIRED = not DEMO
MFA_ADAPTER = "rightstart.web.second_factor.keeping.SealedSteps"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Right Start"
MFA_TOTP_TOLERANCE = 1  # half a minute before and after: clocks differ, and people type slowly
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # every address was entered by an organisation
MFA_FORMS = {
    "authenticate": "rightstart.web.second_factor.forms.SecondStepForm",
    "reauthenticate": "rightstart.web.second_factor.forms.SecondStepAgainForm",
    "activate_totp": "rightstart.web.second_factor.forms.SetUpAppForm",
    "add_webauthn": "rightstart.web.second_factor.forms.SetUpKeyForm",
    "edit_webauthn": "rightstart.web.second_factor.forms.NameKeyForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Where people come to sign in, for the links in e-mails; and the mail server, without which none are sent.
SITE_ADDRESS = os.environ.get("RIGHTSTART_ADDRESS", "http://localhost:8000").rstrip("/")
_MAIL = urlsplit(os.environ.get("RIGHTSTART_EMAIL", ""))
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp+tls"
DEFAULT_FROM_EMAIL = os.environ.get("RIGHTSTART_EMAIL_FROM", "right-start@localhost")

LEDGER_NAME = os.environ.get("RIGHTSTART_LEDGER_NAME", "rightstart")
LEDGER_DIRECTORY = HOME / "ledger"
PROCRASTINATE_IMPORT_PATHS = ["rightstart.jobs.work", "rightstart.jobs.chasing"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = None
# A daily pass that was missed while no worker ran is made up for when one runs again.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Nothing that a family told us is ever logged: only codes, counts and references reach a logger.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "rightstart.engine.logs.Terse",
            "fmt": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
