from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who is obliged: agencies, areas, units, and the decrees that bind them."""

    name = "agencies"
    label = "agencies"

    def ready(self) -> None:
        """Say which time limits a decree has, and what each does."""
        from agencies.limits import register_limits

        register_limits()
