"""Two hands on one field: whoever would write over what they did not see is told of it first."""

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.journal.selectors import entries_about
from foundation.lib.errors import WrongMove
from incidents.models import Incident


def guard_seen(incident: Incident, *, kind: str, seen: object, present: object) -> None:
    """Let a correction through that knows the value it replaces; without `seen` it knows what it does.

    Raises:
        WrongMove: somebody changed it meanwhile (code `changed`); the message says who and when, the card what to.
    """
    if seen is None or seen == present:
        return
    last = entries_about([incident.subject]).filter(kind=kind).last()
    when = timezone.localtime(last.at if last else incident.opened_at)
    raise WrongMove(
        _("Sementara itu %(who)s sudah mengubahnya pukul %(time)s.")
        % {"who": (last and last.actor_name) or _("orang lain"), "time": f"{when:%H:%M:%S}"},
        code="changed",
    )
