"""The incidents that go on now, and what a draft decree would have made of them."""

from datetime import datetime

from agencies.models import Decree
from agencies.touched import Touched
from incidents.models import Incident
from incidents.trials.running import comparer


def open_incidents_touched(draft: Decree, begins: datetime) -> list[Touched]:
    """Those whose agencies or roles would be others; an exercise binds nobody."""
    shifts = comparer(draft, begins)
    going_on = Incident.objects.filter(closed_at=None, exercise=False).select_related("type", "area__parent")
    found = ((incident, shifts(incident.type_id, incident.area_id)) for incident in going_on)
    return [
        Touched(
            number=incident.number,
            type_code=incident.type_id,
            type_name=incident.type.name,
            place=incident.area.label if incident.area else "",
            opened_at=incident.opened_at,
            shifts=tuple(shift for shift in moved if shift.role_changes),
        )
        for incident, moved in found
        if any(shift.role_changes for shift in moved)
    ]
