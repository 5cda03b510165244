"""A worker's part: month by month over past incidents, say how far it is, hand the numbers down."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import Count, Min, Q

from agencies.consequences import Shift, shifts_between
from agencies.models import Area, Decree
from agencies.outlook import rules_with
from agencies.routing import route
from agencies.selectors import chain_of, type_key
from foundation.lib import time
from foundation.lib.errors import DomainError
from foundation.lib.ids import new_id
from incidents.models import DecreeTrial, Incident
from incidents.services.trials import MONTH, fail_trial, finish_trial
from incidents.trials.tally import Tally

log = logging.getLogger(__name__)
Status = DecreeTrial.Status
SILENCE_S = 30


def next_trial() -> datetime | None:
    """When a worker is wanted: at once for one that waits, later for one that may have lost its worker."""
    waiting = DecreeTrial.objects.filter(status=Status.QUEUED).aggregate(soonest=Min("requested_at"))["soonest"]
    seen = DecreeTrial.objects.filter(status=Status.RUNNING).aggregate(soonest=Min("seen_at"))["soonest"]
    moments = [waiting, seen + timedelta(seconds=SILENCE_S) if seen else None]
    return min((moment for moment in moments if moment is not None), default=None)


def try_due(_source: str) -> int:
    """Work off every trial that has no worker; how many came to an end."""
    ended = 0
    while (trial := claim_trial()) is not None:
        ended += work_off(trial)
    return ended


def claim_trial() -> DecreeTrial | None:
    """The oldest without a worker, now ours: exactly one update finds it as it was."""
    now = time.now()
    free = Q(status=Status.QUEUED) | Q(status=Status.RUNNING, seen_at__lt=now - timedelta(seconds=SILENCE_S))
    found = DecreeTrial.objects.filter(free).order_by("requested_at", "id").first()
    if found is None:
        return None
    holder = new_id()
    won = DecreeTrial.objects.filter(free, id=found.id, holder=found.holder)
    if won.update(status=Status.RUNNING, holder=holder, seen_at=now) != 1:
        return None
    found.status, found.holder = Status.RUNNING, holder
    return found


def work_off(trial: DecreeTrial) -> int:
    """From where it is to its end; 0 when it was called off. Whatever goes wrong is its failure."""
    try:
        tally = count(trial)
        if tally is None:
            return 0
        finish_trial(trial_id=trial.id, holder=trial.holder, result=tally.as_json(), actor=trial.requested_by)
    except DomainError as error:
        fail_trial(trial_id=trial.id, holder=trial.holder, failure=error.message, actor=trial.requested_by)
    except Exception as error:
        log.exception("trial %s failed", trial.id)
        fail_trial(trial_id=trial.id, holder=trial.holder, failure=type(error).__name__, actor=trial.requested_by)
    return 1


def count(trial: DecreeTrial) -> Tally | None:
    """All months that are left; None when the trial is not ours any more."""
    shifts, tally = comparer(trial.decree, trial.requested_at), Tally.from_json(trial.tally)
    for month in range(trial.cursor, trial.months):
        begins = trial.since + month * MONTH
        seen = Incident.objects.filter(
            opened_at__gte=begins, opened_at__lt=begins + MONTH, exercise=False, merged_into=None
        )
        alike = seen.values_list("type_id", "area_id").annotate(count=Count("id"), sample=Min("number")).order_by()
        for type_code, area, number, sample in alike:
            tally.add(type_code, shifts(type_code, area), number, sample)
        ours = DecreeTrial.objects.filter(id=trial.id, holder=trial.holder, status=Status.RUNNING)
        if ours.update(cursor=month + 1, tally=tally.as_json(), seen_at=time.now()) != 1:
            return None
    return tally


def comparer(draft: Decree, at: datetime) -> Callable[[str, UUID | None], tuple[Shift, ...]]:
    """What would differ for a type in an area, by the decrees of `at` and by these with the draft; each asked once."""
    before, after = rules_with(draft, at)
    areas = {area.id: area for area in Area.objects.select_related("parent")}

    @cache
    def shifts(type_code: str, area: UUID | None) -> tuple[Shift, ...]:
        key, chain = type_key(type_code), chain_of(areas[area] if area else None)
        return tuple(shifts_between(route(key, chain, at, before), route(key, chain, at, after)))

    return shifts
