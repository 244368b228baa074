"""Settings of the site. What a deployment may choose comes from the environment; the rest is fixed."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from gaoxin.config.logs import logging_config
from gaoxin.config.secret import secret_key
from gaoxin.frame.discover import scene_apps

DATA = Path(os.environ.get("GAOXIN_DATA", "var")).absolute()
"""Where the database, uploads and keys lie."""

SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("GAOXIN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("GAOXIN_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("GAOXIN_HTTPS") == "1"
"""Whether the site is reached by https (through a gateway), so that cookies may say so."""

ROOT_URLCONF = "gaoxin.config.urls"
WSGI_APPLICATION = "gaoxin.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "gaoxin.center.apps.CenterConfig",
    "gaoxin.frame",
    *scene_apps(),
]
MIDDLEWARE = [
    "gaoxin.center.security.address.AddressMiddleware",
    "gaoxin.config.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gaoxin.frame.middleware.ActorMiddleware",
    "gaoxin.frame.busy.BusyMiddleware",
    "gaoxin.scenes.access.gate.GateMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "gaoxin.frame.context.shell",
            ],
            "builtins": ["gaoxin.frame.templatetags.ui", "django.templatetags.static"],
        },
    }
]

DATABASE_URL = os.environ.get("GAOXIN_DATABASE_URL") or f"sqlite:///{DATA / 'gaoxin.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
            "PRAGMA cache_size=-65536;PRAGMA journal_size_limit=67108864"
        ),
    }
LOGGING = logging_config()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
    }
}

AUTH_USER_MODEL = "center.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["gaoxin.center.security.hasher.Hasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "gaoxin.center.security.passwords.Validator"}]
LOGIN_URL = "access:login"
LOGIN_REDIRECT_URL = "/"
GAOXIN_API_RATE = int(os.environ.get("GAOXIN_API_RATE", "600"))
"""Requests a minute that one token may make."""
GAOXIN_PROXIES = int(os.environ.get("GAOXIN_PROXIES", "0"))
"""How many gateways stand before the site, each of which adds the address it saw to X-Forwarded-For."""

SESSION_ENGINE = "gaoxin.center.security.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and GAOXIN_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
