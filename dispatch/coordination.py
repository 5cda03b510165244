"""What the coordinator watches beside the board: alarm load, who is at work, which agencies nobody answers for.

The loads are counted in the record. ISA-18.2 and EEMUA 191: about one alarm in ten minutes for each position in the
long run, more than ten in ten minutes are a flood, and of all alarms about 5 % are A1, 15 % A2, 80 % A3.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from agencies.models import Agency, Member
from foundation.journal.models import JournalEntry
from foundation.journal.selectors import entries_since
from foundation.lib import time
from foundation.lib.time import iso
from foundation.people.models import Duty, audience_name
from foundation.people.presence import online_audiences

WINDOW: Final = timedelta(minutes=10)
# A shift: the long run over which the average is taken.
LONG_RUN: Final = timedelta(hours=8)
CALM, FLOOD = 1.0, 10


@dataclass
class Load:
    """The alarms of one position: a role at the centre, or an agency's desk or supervisor."""

    role: str
    audience: str
    recent: int = 0
    mix: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """With the figures it is measured against."""
        all_alarms = self.mix.total()
        average = round(all_alarms * WINDOW / LONG_RUN, 2)
        return {
            "role": self.role,
            "audience": self.audience,
            "last_10_min": self.recent,
            "average_10_min": average,
            "alarms": all_alarms,
            "mix": {level: self.mix[level] for level in ("A1", "A2", "A3")},
            "flood": self.recent > FLOOD,
            "calm": average <= CALM,
        }


def alarm_loads(entries: Iterable[JournalEntry], now: datetime) -> list[Load]:
    """The load of every position that had an alarm, the heaviest first."""
    loads: dict[tuple[str, str], Load] = {}
    for entry in entries:
        data = entry.data
        key = (str(data["role"]), str(data["audience"]))
        load = loads.setdefault(key, Load(*key))
        load.mix[str(data["urgency"])] += 1
        load.recent += entry.at > now - WINDOW
    return sorted(loads.values(), key=lambda load: (-load.recent, -load.mix.total(), load.role, load.audience))


def coordination() -> dict[str, Any]:
    """As `GET coordination` answers."""
    now = time.now()
    return {
        "at": iso(now),
        "loads": [load.as_json() for load in alarm_loads(entries_since(now - LONG_RUN, ["alarm.raised"]), now)],
        "duty": duty_list(),
        "agencies": agency_list(),
    }


def duty_list() -> list[dict[str, Any]]:
    """Everybody at work, by position."""
    duties = list(Duty.objects.filter(ended_at=None).select_related("user").order_by("position", "begun_at"))
    houses = dict(Member.objects.filter(user__in=[duty.user_id for duty in duties]).values_list("user", "agency__code"))
    return [
        {
            "name": duty.user.label,
            "roles": duty.user.roles,
            "agency": houses.get(duty.user_id),
            "position": duty.position,
            "since": iso(duty.begun_at),
        }
        for duty in duties
    ]


def agency_list() -> list[dict[str, Any]]:
    """Every active agency: whether somebody watches its screen, and the number to ring."""
    agencies = list(Agency.objects.filter(active=True).order_by("name_id"))
    watched = online_audiences([audience_name("agency", agency.id) for agency in agencies])
    desks = set(Member.objects.filter(unit=None).values_list("agency_id", flat=True))
    return [
        {
            "code": agency.code,
            "name": agency.name,
            "phone": agency.phone or None,
            "online": audience_name("agency", agency.id) in watched,
            "has_desk": agency.id in desks,
        }
        for agency in agencies
    ]
