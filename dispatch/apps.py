from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """What the centre is doing: escalation, the live board, recommendation."""

    name = "dispatch"

    def ready(self) -> None:
        """Say what a missed limit does."""
        from dispatch.escalation import register_handlers

        register_handlers()
