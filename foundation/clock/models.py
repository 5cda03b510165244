"""Time limits are rows: nothing waits in memory, nothing waits in a queue."""

from django.db import models

from foundation.lib.ids import new_id


class Deadline(models.Model):
    """One running time limit, with its own copy of what follows when it is missed.

    `due_at` never moves once missed; `next_at` is when the clock looks at it next (the limit itself, then the
    ladder's steps, then nothing). A settled one stays for the record of what was promised.
    """

    class Outcome(models.TextChoices):
        MET = "met"
        MISSED = "missed"
        DROPPED = "dropped"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.TextField()
    subject = models.TextField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    step = models.SmallIntegerField(default=0)
    ladder = models.JSONField(default=list)
    missed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome.choices, null=True)
    failures = models.SmallIntegerField(default=0)

    class Meta:
        db_table = "clock_deadline"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(settled_at=None),
                name="clock_deadline_one_running",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(settled_at=None, next_at__isnull=False),
                name="clock_deadline_due",
            ),
            models.Index(fields=["subject"], name="clock_deadline_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.due_at:%H:%M:%S}"

    @property
    def missed(self) -> bool:
        """Whether the limit passed before the obligation was met."""
        return self.missed_at is not None


class Heartbeat(models.Model):
    """The last completed pass of each kind of process that keeps the clock: its silence is the alarm."""

    source = models.TextField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "clock_heartbeat"

    def __str__(self) -> str:
        return f"{self.source} {self.at}"
