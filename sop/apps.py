from django.apps import AppConfig


class SopConfig(AppConfig):
    """The rules: what kinds of incident there are and how each is handled."""

    name = "sop"
    label = "sop"
