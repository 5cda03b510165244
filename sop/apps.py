from django.apps import AppConfig


class SopConfig(AppConfig):
    """The rules: what kinds of incident there are and how each is handled."""

    name = "sop"
    label = "sop"

    def ready(self) -> None:
        """Say what the clock does with a version."""
        from sop.deadlines import register_deadlines

        register_deadlines()
