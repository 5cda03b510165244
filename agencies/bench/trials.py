"""What a version makes of a text, down to who is called and by when; and the saved cases with their leads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from agencies.models import Agency, Area
from agencies.routing import Duty, Route
from agencies.selectors import route_for
from sop.bench import Outcome, Trial, failing
from sop.content import Rung
from sop.models import Case, ProcedureVersion
from sop.selectors import outcomes_of, try_version

LIMITS = ("acknowledge_s", "dispatch_s", "on_scene_s")


@dataclass(frozen=True)
class Part:
    """An agency's part, with the name that people know it by."""

    duty: Duty
    name: str


@dataclass(frozen=True)
class Side:
    """One version's answer: the trial, who is called and by which article, and the limits with their ladder."""

    version: ProcedureVersion
    trial: Trial
    route: Route
    parts: tuple[Part, ...]

    @property
    def lead(self) -> str:
        """Who leads; empty when nobody is obliged to."""
        return self.route.lead.agency_code if self.route.lead else ""

    @property
    def limits(self) -> list[tuple[str, int | None]]:
        """Each time limit in seconds; None where none runs."""
        return [(name, getattr(self.trial.targets, name)) for name in LIMITS]

    @property
    def rungs(self) -> list[tuple[Rung, int]]:
        """The ladder at this priority: each step with its seconds after the one before."""
        priority = self.trial.priority
        return [(rung, seconds) for rung in self.trial.ladder for at, seconds in rung.after_s.items() if at == priority]


def try_on_bench(
    version: ProcedureVersion,
    ruling: ProcedureVersion | None,
    text: str,
    answers: Mapping[str, object],
    area: Area | None,
    at: datetime,
) -> list[Side]:
    """The version first, the one in force beside it; routed by the decrees in force at that moment."""
    drafted, ruled = try_version(version, text, answers, at)
    sides = [side_of(version, drafted, area, at)]
    if ruling is not None and ruled is not None:
        sides.append(side_of(ruling, ruled, area, at))
    return sides


def differences(sides: Sequence[Side]) -> list[str]:
    """In what the version differs from the one in force; nothing when it stands alone."""
    if len(sides) < 2:
        return []
    drafted, ruled = sides
    compared = {
        "type": (drafted.trial.type, ruled.trial.type),
        "priority": (drafted.trial.priority, ruled.trial.priority),
        "lead": (drafted.lead, ruled.lead),
        "agencies": (roles_of(drafted), roles_of(ruled)),
        "limits": (drafted.limits, ruled.limits),
    }
    return [name for name, (one, other) in compared.items() if one != other]


def roles_of(side: Side) -> dict[str, str]:
    """Every agency with its role."""
    return {part.duty.agency_code: part.duty.role for part in side.parts}


def side_of(version: ProcedureVersion, trial: Trial, area: Area | None, at: datetime) -> Side:
    """A trial with its route."""
    route = route_for(trial.type, area, at)
    names = {agency.id: agency.name for agency in Agency.objects.filter(id__in=[duty.agency for duty in route.duties])}
    return Side(version, trial, route, tuple(Part(duty, names[duty.agency]) for duty in route.duties))


def routed_outcomes(version: ProcedureVersion, at: datetime) -> list[Outcome]:
    """The saved cases under a version; those that expect a lead, with the one that the decrees in force name."""
    places = dict(Case.objects.filter(procedure=version.procedure_id).exclude(lead="").values_list("id", "area"))
    areas = {area.code: area for area in Area.objects.filter(code__in=filter(None, places.values()))}
    return [
        outcome.led_by(lead_of(outcome.type, areas.get(places[outcome.expected.id]), at))
        if outcome.expected.id in places
        else outcome
        for outcome in outcomes_of(version, at)
    ]


def lead_of(type_code: str, area: Area | None, at: datetime) -> str | None:
    """The code of the agency that would lead."""
    lead = route_for(type_code, area, at).lead
    return lead.agency_code if lead else None


def lack_expected_leads(version: ProcedureVersion, now: datetime) -> Iterator[str]:
    """What stands in the way of an approval: a case that another agency would lead than it must."""
    wrong = [outcome for outcome in failing(routed_outcomes(version, now)) if outcome.wrong == ("lead",)]
    if wrong:
        yield _("Kasus uji: %(count)s dipimpin instansi lain (harap %(wanted)s, dapat %(got)s)") % {
            "count": len(wrong),
            "wanted": wrong[0].expected.lead,
            "got": wrong[0].lead or _("tidak ada"),
        }


def passing(outcomes: Sequence[Outcome]) -> int:
    """How many came out as they must."""
    return len(outcomes) - len(failing(outcomes))
