from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """What the centre is doing: escalation, the live board, recommendation."""

    name = "dispatch"

    def ready(self) -> None:
        """Say what a missed limit does, and where the consoles are."""
        from django.utils.translation import gettext_lazy as _

        from dispatch.consoles import CONSOLES
        from dispatch.escalation import register_handlers
        from foundation.people.models import Role
        from foundation.people.navigation import Section, add_section

        register_handlers()
        for console in CONSOLES:
            add_section(Section(console.title, "console", console.roles, (console.name,), live=True))
        add_section(Section(_("Layar dinding"), "wallboards", frozenset({Role.COORDINATOR, Role.ADMIN})))
        add_section(Section(_("Piket"), "shift", frozenset({Role.COORDINATOR, Role.AUDITOR})))
