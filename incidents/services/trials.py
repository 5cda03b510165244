"""A decree's rehearsal asked for, called off, come to its end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.services.papers import lock_draft, require_admin
from agencies.services.rehearsed import record_decree_rehearsal
from foundation.journal import Actor, change
from foundation.lib.errors import Denied, Invalid, Missing, WrongMove
from foundation.people.models import User
from incidents.entries import TrialEnded, TrialStarted
from incidents.models import DecreeTrial

Status = DecreeTrial.Status
MONTHS = (1, 3, 6, 12)
MONTH = timedelta(days=30)


def start_trial(*, decree_id: UUID, months: int, actor: Actor, now: datetime | None = None) -> DecreeTrial:
    """Ask for a draft to be run over the incidents of the last months. A worker takes it up; nobody waits here.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such draft; one is under way.
        Invalid: no such time.
    """
    require_admin(actor)
    if not isinstance(actor, User):
        raise Denied(_("Hanya administrator yang mengubah keputusan dan daftar instansi."))
    if months not in MONTHS:
        raise Invalid(_("Pilih 1, 3, 6 atau 12 bulan."), fields={"months": [_("Pilih 1, 3, 6 atau 12 bulan.")]})
    with change(actor, now) as running:
        decree = lock_draft(decree_id)
        if DecreeTrial.objects.filter(decree=decree, status__in=[Status.QUEUED, Status.RUNNING]).exists():
            raise WrongMove(_("Keputusan ini sedang digladi."), allowed=["cancel"])
        trial = DecreeTrial.objects.create(
            decree=decree,
            edition=decree.edition,
            # Months of thirty days, so that the last one ends now.
            since=running.now - months * MONTH,
            months=months,
            requested_at=running.now,
            requested_by=actor,
        )
        running.append(TrialStarted(decree=decree.id, trial=trial.id, citation=decree.citation, months=months))
        return trial


def cancel_trial(*, trial_id: UUID, actor: Actor, now: datetime | None = None) -> DecreeTrial:
    """Call it off: the worker stops at the next month.

    Raises:
        Denied, Missing, WrongMove: not an administrator; no such trial; it has come to its end.
    """
    require_admin(actor)
    with change(actor, now) as running:
        trial = _lock(trial_id)
        if trial.status == Status.CANCELLED:
            return trial
        if not trial.is_open:
            raise WrongMove(_("Gladi ini sudah selesai."), allowed=[])
        _end(trial, Status.CANCELLED, running.now)
        running.append(_ended(trial))
        return trial


def finish_trial(
    *, trial_id: UUID, holder: UUID | None, result: Mapping[str, Any], actor: Actor, now: datetime | None = None
) -> DecreeTrial:
    """Hand the numbers down to the decree, unless somebody called it off at the last moment, or another worker
    (`holder`) has it.

    Raises:
        WrongMove: the draft was changed or put in force meanwhile.
    """
    with change(actor, now) as running:
        trial = _lock(trial_id)
        if trial.status != Status.RUNNING or trial.holder != holder:
            return trial
        record_decree_rehearsal(
            decree_id=trial.decree_id, edition=trial.edition, since=trial.since, result=result, actor=actor
        )
        _end(trial, Status.DONE, running.now)
        running.append(_ended(trial))
        return trial


def fail_trial(
    *, trial_id: UUID, holder: UUID | None, failure: str, actor: Actor, now: datetime | None = None
) -> DecreeTrial:
    """It cannot be finished, and why; somebody may ask for it anew. A worker that lost it fails nothing."""
    with change(actor, now) as running:
        trial = _lock(trial_id)
        if trial.is_open and trial.holder == holder:
            trial.failure = failure[:300]
            _end(trial, Status.FAILED, running.now)
            running.append(_ended(trial))
        return trial


def _lock(trial_id: UUID) -> DecreeTrial:
    found = DecreeTrial.objects.select_for_update(of=("self",)).select_related("decree").filter(id=trial_id).first()
    if found is None:
        raise Missing(_("Gladi ini tidak ada."))
    return found


def _end(trial: DecreeTrial, status: DecreeTrial.Status, now: datetime) -> None:
    trial.status, trial.finished_at, trial.holder, trial.tally = status, now, None, {}
    trial.save(update_fields=["status", "finished_at", "holder", "tally", "failure"])


def _ended(trial: DecreeTrial) -> TrialEnded:
    return TrialEnded(decree=trial.decree_id, trial=trial.id, citation=trial.decree.citation, outcome=trial.status)
