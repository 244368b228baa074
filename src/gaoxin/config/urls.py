"""Every address of the site, built from the scenes that are found."""

from django.urls import path

from gaoxin.config.api import api
from gaoxin.config.reference import reference
from gaoxin.frame.addresses import addresses

urlpatterns = [*addresses(), path("api/", reference, name="api"), path("api/", api.urls)]
