"""A draft decree over past incidents, month by month."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from agencies.consequences import Shift, shifts_between
from agencies.models import Area, Decree
from agencies.outlook import rules_with
from agencies.routing import route
from agencies.selectors import chain_of, type_key
from incidents.models import DecreeTrial, Incident
from incidents.runs import Runs
from incidents.services.trials import MONTH, fail_trial, finish_trial
from incidents.trials.tally import Tally


class Trials(Runs[DecreeTrial]):
    """Draft decrees over past incidents."""

    model = DecreeTrial

    def count(self, trial: DecreeTrial) -> Tally | None:
        """All months that are left."""
        shifts, tally = comparer(trial.decree, trial.requested_at), Tally.from_json(trial.tally)
        for month in range(trial.cursor, trial.months):
            begins = trial.since + month * MONTH
            seen = Incident.objects.filter(
                opened_at__gte=begins, opened_at__lt=begins + MONTH, exercise=False, merged_into=None
            )
            alike = seen.values_list("type_id", "area_id").annotate(count=Count("id"), sample=Min("number")).order_by()
            for type_code, area, number, sample in alike:
                tally.add(type_code, shifts(type_code, area), number, sample)
            if not self.go_on(trial, tally, cursor=month + 1):
                return None
        return tally

    def finish(self, trial: DecreeTrial, result: Mapping[str, Any]) -> None:
        """To the decree."""
        finish_trial(trial_id=trial.id, holder=trial.holder, result=result, actor=trial.requested_by)

    def fail(self, trial: DecreeTrial, failure: str) -> None:
        """With the reason on its page."""
        fail_trial(trial_id=trial.id, holder=trial.holder, failure=failure, actor=trial.requested_by)


trials = Trials()


def comparer(draft: Decree, at: datetime) -> Callable[[str, UUID | None], tuple[Shift, ...]]:
    """What would differ for a type in an area, by the decrees of `at` and by these with the draft; each asked once."""
    before, after = rules_with(draft, at)
    areas = {area.id: area for area in Area.objects.select_related("parent")}

    @cache
    def shifts(type_code: str, area: UUID | None) -> tuple[Shift, ...]:
        key, chain = type_key(type_code), chain_of(areas[area] if area else None)
        return tuple(shifts_between(route(key, chain, at, before), route(key, chain, at, after)))

    return shifts
