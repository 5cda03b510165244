from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who is obliged: agencies, areas, units, and the decrees that bind them."""

    name = "agencies"
    label = "agencies"

    def ready(self) -> None:
        """Say which time limits papers have, and whose signature a procedure needs: the rules know no agency."""
        from agencies.agreement_limits import register_agreement_limits
        from agencies.bench.trials import lack_expected_leads
        from agencies.limits import register_limits
        from agencies.services.endorsements import lack_endorsements, lack_soundness
        from sop.services.guards import approval_guards, signature_checks

        register_limits()
        register_agreement_limits()
        signature_checks.append(lack_endorsements)
        approval_guards.append(lack_expected_leads)
        approval_guards.append(lack_soundness)
