from django.apps import AppConfig


class SopConfig(AppConfig):
    """The rules: what kinds of incident there are and how each is handled."""

    name = "sop"
    label = "sop"

    def ready(self) -> None:
        """Say what the clock does with a version, and what must be tried before one is approved."""
        from sop.deadlines import register_deadlines
        from sop.services.cases import lack_passing_cases
        from sop.services.guards import approval_guards, emergency_guards

        register_deadlines()
        approval_guards.append(lack_passing_cases)
        emergency_guards.append(lack_passing_cases)
