"""The centre as a Django application; the rest of the package needs no Django."""

from django.apps import AppConfig


class CenterConfig(AppConfig):
    """一中心."""

    name = "gaoxin.center"
    label = "center"
    default_auto_field = "django.db.models.BigAutoField"
