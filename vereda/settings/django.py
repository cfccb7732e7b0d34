"""Django's settings, drawn from the environment. Nothing here differs by country."""

from __future__ import annotations

from django.utils.csp import CSP

from vereda.settings.databases import postgresql, sqlite
from vereda.settings.environment import REPOSITORY, env
from vereda.settings.secrets import folder_of_own, secret_at

HERE = env()
folder_of_own(HERE.home)
PACKAGE = REPOSITORY / "vereda"

DEBUG = HERE.debug
SECRET_KEY = secret_at(HERE.keys / "django")
ALLOWED_HOSTS = list(HERE.hosts)
ROOT_URLCONF = "vereda.settings.urls"
WSGI_APPLICATION = "vereda.settings.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Ours come before allauth, so that our sign-in pages win.
    "vereda.logbook",
    "vereda.access",
    "vereda.messages",
    "vereda.groups",
    "vereda.people",
    "vereda.encounters",
    "vereda.rescue",
    "vereda.protection",
    "vereda.medical",
    "vereda.tracing",
    "vereda.legal",
    "vereda.complaints",
    "vereda.referrals",
    "vereda.safety",
    "vereda.supplies",
    "vereda.gatherings",
    "vereda.guidance",
    "vereda.notices",
    "vereda.paper",
    "vereda.reports",
    "vereda.statistics",
    "vereda.programme",
    "vereda.workshops",
    "vereda.transparency",
    "vereda.readiness",
    "vereda.press",
    "vereda.training",
    "vereda.exchange",
    "vereda.bundles",
    "vereda.surveys",
    "vereda.webhooks",
    "vereda.relay",
    "vereda.desk",
    "vereda.public",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "leaflet",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vereda.access.web.sessions.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vereda.desk.web.regional.Regional",
    "vereda.access.web.guard.Guard",  # last: from here on every view is marked, and somebody stands behind it
]

# Data ------------------------------------------------------------------------------------------------------------

DATABASES = {"default": postgresql(HERE.database_url) if HERE.database_url else sqlite(HERE.home / "vereda.sqlite3")}

# Pages -----------------------------------------------------------------------------------------------------------

PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "vereda.settings.jinja.environment", "context_processors": PROCESSORS},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": PROCESSORS},
    },
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # files are served from where they lie; there is no copying step before a start
WHITENOISE_MAX_AGE = 0 if DEBUG else 300
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "vereda_language"
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "vereda.settings.formats"  # figures as this side of the sea writes them
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # a page sets the zone of the reader's post

# Sign-in ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Accounts are given by an administrator, by user name; an e-mail address is not asked for, and nobody signs up.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "vereda.access.web.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "vereda.access.web.forms.SignIn", "change_password": "vereda.access.web.forms.NewPassword"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Per address and per account; access adds a growing wait per user name (throttle.py).
ACCOUNT_RATE_LIMITS = {"login": "20/m/ip", "login_failed": "20/m/ip,5/m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "vereda.access.web.adapters.FactorAdapter"
MFA_FORMS = {
    "authenticate": "vereda.access.web.forms.Code",
    "reauthenticate": "vereda.access.web.forms.CodeAgain",
    "activate_totp": "vereda.access.web.forms.FirstCode",
    "add_webauthn": "vereda.access.web.forms.NewKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Vereda"
MFA_TOTP_TOLERANCE = 1  # one code of 30 s to either side: clocks of cheap phones
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HERE.is_https  # http://localhost; elsewhere browsers refuse passkeys without TLS
CSRF_FAILURE_VIEW = "vereda.access.web.answers.csrf_failed"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "vereda_session"
SESSION_COOKIE_AGE = 12 * 3600  # [s] one long shift; the idle limit of 15 minutes is kept by access
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HERE.is_https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser: the public form is opened on borrowed telephones
CSRF_COOKIE_NAME = "vereda_csrf"

# Headers ---------------------------------------------------------------------------------------------------------

SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HERE.is_https else 0
SECURE_SSL_REDIRECT = HERE.is_https
if HERE.behind_tls:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
# 'no-referrer' would be stricter, but browsers then send 'Origin: null' with our own forms, and every one is refused.
# Other sites are told nothing either way; our own pages learn an address without names, and no log keeps it.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Uploads are spooled inside HOME: the system's /tmp may be read by others.
FILE_UPLOAD_TEMP_DIR = str(folder_of_own(HERE.home / "uploads"))
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # [bytes]

# Logs carry codes and folios. Django's own request log names paths only; bodies and parameters are never written.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
