"""What the clock does with an agreement: begin it, end it, tell of its end in time, ask after what was decided."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from agencies.agreement_deadlines import BEGINS, ENDS, FOLLOW_UP, RENEWAL, midnight
from agencies.entries import FollowUpDue, RenewalDue
from agencies.models import Agreement, AgreementEvent
from agencies.services.agreements import enter_phase
from agencies.services.notices import tell_administrators
from foundation.clock.clock import Handler, clock
from foundation.clock.models import Deadline
from foundation.journal import Change, Entry


def tell(running: Change, entry: Entry, about: str, key: str) -> None:
    """Write the entry, and mail what it says to the administrators."""
    running.append(entry)
    with override("id"):
        words = entry.text()
        body = _("%(what)s. Buka halaman perjanjian.") % {"what": words}
    tell_administrators(running, title=words, body=body, about=about, key=key)


class AgreementLimit:
    """Subject `agreement:<uuid>`."""

    def lock(self, subject: str) -> object | None:
        """The agreement's row."""
        found = Agreement.objects.select_for_update(skip_locked=True, no_key=True)
        return found.filter(id=subject.partition(":")[2]).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Do what is due, then nothing more."""
        agreement = Agreement.objects.get(id=UUID(deadline.subject.partition(":")[2]))
        again = self.act(agreement, deadline, running)
        if again is None:
            deadline.settled_at, deadline.outcome = running.now, Deadline.Outcome.MET
        return again

    def act(self, agreement: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """The change itself; when to come again."""
        raise NotImplementedError


class Beginning(AgreementLimit):
    """Its first day."""

    def act(self, agreement: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """It is carried out from now on."""
        if agreement.phase == "agreed":
            enter_phase(running, agreement, "running")
        return None


class Ending(AgreementLimit):
    """The day after its last."""

    def act(self, agreement: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """Nothing can be asked under it any more."""
        if agreement.phase != "ended":
            # The other limits of it are dropped with the phase; this one settles itself.
            enter_phase(running, agreement, "ended", _("masa berlaku habis"))
        return None


class Renewal(AgreementLimit):
    """Some days before its end; the ladder names how many at each step."""

    def act(self, agreement: Agreement, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators, and say when to tell them again."""
        if agreement.ends_on is None or agreement.phase == "ended":
            return None
        days = [int(rung["days"]) for rung in deadline.ladder]
        entry = RenewalDue(
            agreement.id, agreement.citation, days=days[deadline.step], ends_on=agreement.ends_on.isoformat()
        )
        tell(running, entry, agreement.subject, f"renewal:{agreement.id}:{deadline.step}")
        if deadline.step + 1 < len(days):
            return midnight(agreement.ends_on + timedelta(days=1)) - timedelta(days=days[deadline.step + 1])
        return None


class FollowUp:
    """Subject `agreement_event:<uuid>`: what was decided is not done."""

    def lock(self, subject: str) -> object | None:
        """The event's row."""
        found = AgreementEvent.objects.select_for_update(skip_locked=True, no_key=True)
        return found.filter(id=subject.partition(":")[2]).first()

    def step(self, deadline: Deadline, running: Change) -> datetime | None:
        """Tell the administrators once; the page goes on showing it as late."""
        event = AgreementEvent.objects.select_related("agreement").get(id=UUID(deadline.subject.partition(":")[2]))
        entry = FollowUpDue(event.agreement_id, event.agreement.citation, agreement_event=event.id)
        tell(running, entry, event.subject, f"follow_up:{event.id}")
        return None


def register_agreement_limits() -> None:
    """Tell the clock which kinds agreements start, and what each does."""
    handlers: dict[str, Handler] = {BEGINS: Beginning(), ENDS: Ending(), RENEWAL: Renewal(), FOLLOW_UP: FollowUp()}
    for kind, handler in handlers.items():
        clock.declare(kind)
        clock.handle(kind, handler)
