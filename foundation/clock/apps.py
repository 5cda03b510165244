from django.apps import AppConfig
from django.core import checks


class ClockConfig(AppConfig):
    """Every time limit of the whole system."""

    name = "foundation.clock"
    label = "clock"

    def ready(self) -> None:
        """Check, once all apps are loaded, that every kind of deadline has a handler."""
        # Models are only importable once the registry is ready: the one reason for an import in a function.
        from foundation.clock.clock import check_handlers
        from foundation.clock.nightly import add_nightly
        from foundation.clock.sealing import SEAL

        add_nightly(SEAL)
        checks.register(check_handlers)
