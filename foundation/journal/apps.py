from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The record of everything that was decided."""

    name = "foundation.journal"
    label = "journal"
