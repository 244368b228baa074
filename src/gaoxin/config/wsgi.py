"""The site as a WSGI application, with every page read in before the first request."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoxin.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 reading them imports the pages
