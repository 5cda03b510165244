"""What the clock does with an agreement: begin it, end it, tell of its end in time, ask after what was decided."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.agreement_deadlines import BEGINS, ENDS, FOLLOW_UP, RENEWAL, midnight
from agencies.entries import FollowUpDue, RenewalDue
from agencies.models import Agreement, AgreementEvent, Notice
from agencies.services.agreements import enter_phase
from agencies.services.notices import tell_of_paper
from foundation.clock.clock import Handler, clock
from foundation.clock.models import Deadline
from foundation.clock.rows import Due, RowLimit
from foundation.journal import Change, Entry


def tell(running: Change, entry: Entry, about: str, key: str, say: Callable[[], str] | None = None) -> None:
    """Write the entry, and mail what it says to the administrators."""
    running.append(entry)
    with override("id"):
        body = _("%(what)s. Buka halaman perjanjian.") % {"what": entry.text()}
    tell_of_paper(running, say=say or entry.text, body=body, about=about, key=key)


def say_end(agreement: Agreement) -> str:
    """True on whatever day it is read."""
    return _("%(citation)s berakhir %(day)s") % {"citation": agreement.citation, "day": agreement.ends_on}


class Beginning(Due[Agreement]):
    """Its first day."""

    model = Agreement

    def act(self, row: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """It is carried out from now on."""
        if row.phase == "agreed":
            enter_phase(running, row, "running")
        return None


class Ending(Due[Agreement]):
    """The day after its last."""

    model = Agreement

    def act(self, row: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """Nothing can be asked under it any more."""
        if row.phase != "ended":
            # The other limits of it are dropped with the phase; this one settles itself.
            enter_phase(running, row, "ended", _("masa berlaku habis"))
        return None


class Renewal(Due[Agreement]):
    """Some days before its end; the ladder names how many at each step."""

    model = Agreement

    def act(self, row: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators, and say when to tell them again."""
        if row.ends_on is None or row.phase == "ended":
            return None
        days = [int(rung["days"]) for rung in deadline.ladder]
        entry = RenewalDue(row.id, row.citation, days=days[deadline.step], ends_on=row.ends_on.isoformat())
        ends_at = midnight(row.ends_on + timedelta(days=1))
        Notice.objects.create(agreement=row, days=entry.days, ends_at=ends_at, raised_at=running.now)
        say = partial(say_end, row)
        tell(running, entry, row.subject, f"renewal:{row.id}:{deadline.step}", say)
        if deadline.step + 1 < len(days):
            return ends_at - timedelta(days=days[deadline.step + 1])
        return None


class FollowUp(RowLimit[AgreementEvent]):
    """What was decided is not done."""

    model = AgreementEvent
    parts = ("agreement",)

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators once; the page goes on showing it as late."""
        event = self.row(deadline)
        entry = FollowUpDue(event.agreement_id, event.agreement.citation, agreement_event=event.id)
        tell(running, entry, event.subject, f"follow_up:{event.id}")
        return None


def register_agreement_limits() -> None:
    """Tell the clock which kinds agreements start, and what each does."""
    handlers: dict[str, Handler] = {BEGINS: Beginning(), ENDS: Ending(), RENEWAL: Renewal(), FOLLOW_UP: FollowUp()}
    for kind, handler in handlers.items():
        clock.declare(kind)
        clock.handle(kind, handler)
