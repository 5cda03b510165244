"""The record: an append-only chain of entries. PostgreSQL itself refuses to alter it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


class JournalEntry(models.Model):
    """One line of the record. `body` is canonical JSON text; `hash` chains it to the line before."""

    position = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.TextField()
    version = models.SmallIntegerField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.TextField()
    subjects = ArrayField(models.TextField())
    body = models.TextField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "journal_entry"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.kind}"

    @property
    def data(self) -> dict[str, Any]:
        """The body, parsed."""
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed

    def expected_hash(self, previous: bytes) -> bytes:
        """What the hash must be, computed here and not by the database that wrote it."""
        return chain_hash(
            previous,
            [
                str(self.position),
                moment_text(self.at),
                self.kind,
                str(self.version),
                str(self.actor_id or ""),
                self.actor_name,
                ",".join(self.subjects),
                self.body,
            ],
        )


class JournalHead(models.Model):
    """The one row that says how far the record goes. It is locked last in every change."""

    id = models.SmallIntegerField(primary_key=True)
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "journal_head"

    def __str__(self) -> str:
        return f"head {self.position}"


class JournalSubject(models.Model):
    """An entry speaks of a thing; the last one is the `rev` of its card. Derived from the entries, kept for speed."""

    pk = models.CompositePrimaryKey("subject", "position")
    # Compared byte by byte: it is looked for, never ordered for a person.
    subject = models.TextField(db_collation="C")
    position = models.BigIntegerField()

    class Meta:
        db_table = "journal_subject"

    def __str__(self) -> str:
        return f"{self.subject} {self.position}"


class JournalSeal(models.Model):
    """A day's signed root: whoever holds a printed one can prove everything up to its position."""

    day = models.DateField(primary_key=True)
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    signature = models.TextField()
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "journal_seal"

    def __str__(self) -> str:
        return f"{self.day} {self.position}"


def moment_text(moment: datetime) -> str:
    """UTC with microseconds, exactly as `to_char` writes it in `journal_append`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chain_hash(previous: bytes, fields: list[str]) -> bytes:
    """SHA-256 over the previous hash and the fields, each preceded by its length: none can leak into the next."""
    text = "".join(f"{len(field.encode())}:{field}" for field in fields)
    return hashlib.sha256(previous + text.encode()).digest()
