from django.apps import AppConfig
from django.core import checks


class ClockConfig(AppConfig):
    """Every time limit of the whole system."""

    name = "foundation.clock"
    label = "clock"

    def ready(self) -> None:
        """Check, once all apps are loaded, that every kind of deadline has a handler."""
        # Models are only importable once the registry is ready: the one reason for an import in a function.
        from foundation.clock.clock import check_handlers, clock
        from foundation.clock.sealing import NightlySeal

        clock.declare("seal")
        clock.handle("seal", NightlySeal())
        checks.register(check_handlers)
