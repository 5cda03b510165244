"""The numbers of a crew that the centre knows: told to whoever is about to send a link, and to nobody else."""

from uuid import UUID

from django.utils.translation import gettext as _

from agencies.selectors import crew_of
from foundation.people.models import User
from incidents.access import reach_incident_of
from incidents.models import UnitAssignment
from incidents.services.units import require_sender


def numbers_of_crew(user: User, unit_assignment_id: UUID) -> list[dict[str, str]]:
    """Who of the unit's crew is reached by which number.

    Raises:
        Missing, Denied: as for sending the link.
    """
    reach_incident_of(user, UnitAssignment, unit_assignment_id, _("Tugas unit ini tidak ditemukan."))
    job = UnitAssignment.objects.select_related("assignment", "unit").get(id=unit_assignment_id)
    require_sender(user, job.assignment, None)
    crew = crew_of(job.unit).exclude(phone="")
    return [{"name": person.label, "phone": person.phone} for person in crew]
