"""What is wrong with a procedure that only the agencies' register can tell: a limit that nobody can keep by distance,
a role that no decree gives to anybody, a type that nobody must lead. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agencies.binding import Bound, roles_without_agency
from agencies.routing import LEAD
from agencies.travel import travel_s
from foundation.lib.geo import distance_m
from sop.clashes import Clash
from sop.content import PRIORITIES, Content
from sop.saying import duration, part_labels

# A problem that no part of the text can mend: somebody has to write a decree.
OF_DECREES = ""


@dataclass(frozen=True, slots=True)
class Base:
    """A unit in service, where it stands, and what it can do."""

    kind: str
    lat: float
    lon: float
    capabilities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Village:
    """A place that must be reached: its middle."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Ground:
    """The agencies that the procedure binds, their trades, their units, and the places of the region."""

    bound: Sequence[Bound]
    trades: Sequence[str]
    bases: Sequence[Base]
    villages: Sequence[Village]
    role_names: Mapping[str, str]


def find_clashes_on_the_ground(content: Content, ground: Ground) -> list[Clash]:
    """Everything that the register says against a procedure."""
    return [*unheld_roles(content, ground), *unled(ground), *out_of_reach(content, ground)]


def unheld_roles(content: Content, ground: Ground) -> Iterator[Clash]:
    """Roles of the checklist that nobody is obliged to play."""
    for role in roles_without_agency(content.checklist, ground.trades):
        name = ground.role_names.get(role, role)
        text = _(
            "%(role)s punya tugas, tetapi tidak ada instansi bermandat untuk jenis ini: beri mandat lewat keputusan,"
            " atau hapus tugasnya"
        ) % {"role": name}
        yield Clash("blocking", "checklist", f"{part_labels()['checklist']}, {name}", text)


def unled(ground: Ground) -> Iterator[Clash]:
    """Nobody must lead."""
    if not any(one.role == LEAD for one in ground.bound):
        text = _(
            "tidak ada keputusan yang mewajibkan instansi memimpin jenis ini: berlakukan dulu keputusan dengan mandat"
            " memimpin"
        )
        yield Clash("blocking", OF_DECREES, _("Keputusan"), text)


def out_of_reach(content: Content, ground: Ground) -> Iterator[Clash]:
    """Limits to be on scene that no station meets, by the straight way and plausible speeds."""
    limits = [
        (priority, content.targets[priority].on_scene_s)
        for priority in PRIORITIES
        if priority in content.targets and content.targets[priority].on_scene_s
    ]
    if not limits or not ground.villages:
        return
    able = [base for base in ground.bases if not content.capabilities or base.capabilities & {*content.capabilities}]
    if not able:
        yield Clash("warning", "capabilities", part_labels()["capabilities"], _("tidak ada unit yang memilikinya"))
        return
    times = sorted(((fastest_s(village, able), village.name) for village in ground.villages), reverse=True)
    for priority, limit in limits:
        far = [seconds for seconds, _name in times if limit is not None and seconds > limit]
        if far and limit is not None:
            yield far_clash(priority, limit, len(far), times)


def far_clash(priority: str, limit: int, far: int, times: Sequence[tuple[int, str]]) -> Clash:
    """How many places are out of reach; all of them means that the limit is none."""
    text = _(
        "tiba dalam %(limit)s: %(far)s dari %(all)s desa tidak terjangkau pos mana pun; terjauh %(name)s, %(time)s"
    )
    said = text % {
        "limit": duration(limit),
        "far": far,
        "all": len(times),
        "name": times[0][1],
        "time": duration(times[0][0] // 60 * 60),
    }
    place = f"{part_labels()['targets']} {priority}"
    return Clash("blocking" if far == len(times) else "warning", "targets", place, said)


def fastest_s(village: Village, bases: Sequence[Base]) -> int:
    """The first unit's seconds to a place."""
    return min(travel_s(base.kind, distance_m(base.lat, base.lon, village.lat, village.lon)) for base in bases)
