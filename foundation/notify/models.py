"""The outbox: what must be sent, to whom, and what became of it."""

from django.db import models

from foundation.lib.ids import new_id


class Notification(models.Model):
    """One message that must leave the house. Written in the change that causes it, sent after it."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"
        EXPIRED = "expired"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.TextField(unique=True)
    transport = models.TextField()
    to = models.TextField()
    title = models.TextField()
    body = models.TextField()
    about = models.TextField(blank=True)
    created_at = models.DateTimeField()
    cutoff_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    status = models.TextField(choices=Status.choices, default=Status.QUEUED)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    # Of a secret one neither the words nor the address are kept once it has ended.
    secret = models.BooleanField(default=False)

    class Meta:
        db_table = "notify_outbox"
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(status="queued"), name="notify_outbox_due"),
            models.Index(fields=["about"], name="notify_outbox_about"),
        ]

    def __str__(self) -> str:
        return f"{self.transport} {self.to} {self.status}"


class Breaker(models.Model):
    """A transport that keeps failing is left alone until `open_until`."""

    transport = models.TextField(primary_key=True)
    failures = models.SmallIntegerField(default=0)
    open_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "notify_breaker"

    def __str__(self) -> str:
        return f"{self.transport} {self.failures}"
