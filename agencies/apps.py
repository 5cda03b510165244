from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who is obliged: agencies, areas, units, and the decrees that bind them."""

    name = "agencies"
    label = "agencies"

    def ready(self) -> None:
        """Say which time limits papers have, whose signature a procedure needs, and where the pages are."""
        from django.utils.translation import gettext_lazy as _

        from agencies.agreement_limits import register_agreement_limits
        from agencies.bench.trials import lack_expected_leads
        from agencies.editor.waiting import count_unsigned
        from agencies.limits import register_limits
        from agencies.papers.reading import READERS
        from agencies.register.views import READERS as REGISTER_READERS
        from agencies.services.endorsements import (
            lack_endorsements,
            lack_sound_text,
            lack_soundness,
            supervisors_who_sign,
        )
        from foundation.people.navigation import Section, add_section
        from sop.services.guards import approval_guards, emergency_guards, signature_checks
        from sop.services.telling import signer_lists
        from sop.versions import READERS as RULE_READERS

        register_limits()
        register_agreement_limits()
        add_section(Section(_("SOP"), "sop-list", frozenset(RULE_READERS), waiting=count_unsigned))
        signature_checks.append(lack_endorsements)
        signer_lists.append(supervisors_who_sign)
        approval_guards.append(lack_expected_leads)
        approval_guards.append(lack_soundness)
        emergency_guards += [lack_expected_leads, lack_sound_text]
        add_section(Section(_("Keputusan"), "decrees", frozenset(READERS)))
        add_section(Section(_("Instansi"), "agencies", frozenset(REGISTER_READERS)))
