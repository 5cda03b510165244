"""What is kept only as long as it serves: answers under an Idempotency-Key, presences, failed sign-ins."""

from datetime import date, timedelta

from django.contrib.sessions.models import Session

from foundation.clock.nightly import Nightly
from foundation.journal import Change
from foundation.people.entries import Forgotten
from foundation.people.models import Presence, RememberedAnswer, SignInAttempt

# A program that repeats a request later than this is told the state instead of its old answer.
ANSWERS_KEPT = timedelta(days=7)
TRACES_KEPT = timedelta(days=1)


def forget_old(day: date, running: Change) -> None:
    """Delete what has served; the record keeps how much it was."""
    now = running.now
    answers, _rows = RememberedAnswer.objects.filter(created_at__lt=now - ANSWERS_KEPT).delete()
    presences, _rows = Presence.objects.filter(at__lt=now - TRACES_KEPT).delete()
    SignInAttempt.objects.filter(since__lt=now - TRACES_KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    if answers or presences:
        running.append(Forgotten(answers=answers, presences=presences))


FORGETTING = Nightly("forgetting", forget_old, after=timedelta(hours=3))
