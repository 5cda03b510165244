"""The proof: recompute the chain from the first entry and name the first place where it breaks; seal a day."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing

from foundation.journal.changes import snapshot
from foundation.journal.models import JournalEntry, JournalHead, JournalSeal


@dataclass(frozen=True)
class Verdict:
    """`broken_at` is the first position that does not fit, or None; `reason` says in which way."""

    entries: int
    broken_at: int | None = None
    reason: str = ""


def verify_journal() -> Verdict:
    """Recompute positions, links and hashes of all entries, compare the head and every seal.

    All of it as of one moment: on a living centre entries come while it runs, and those are no break.
    """
    with snapshot():
        return verify_chain()


def verify_chain() -> Verdict:
    """What `verify_journal` says, inside its snapshot."""
    previous, expected = genesis_hash(), 1
    for entry in JournalEntry.objects.order_by("position").iterator(chunk_size=5000):
        reason = fault_of(entry, previous, expected)
        if reason:
            return Verdict(expected - 1, min(entry.position, expected), reason)
        previous, expected = bytes(entry.hash), expected + 1
    head = JournalHead.objects.get(id=1)
    if (head.position, bytes(head.hash)) != (expected - 1, previous):
        return Verdict(expected - 1, expected, "the head does not fit the last entry: entries are missing at the end")
    return verify_seals(expected - 1)


def fault_of(entry: JournalEntry, previous: bytes, expected: int) -> str:
    """Why this entry cannot follow the one before it; empty when it can."""
    if entry.position != expected:
        return f"position {expected} is missing"
    if bytes(entry.previous_hash) != previous:
        return "the link to the entry before is broken"
    if bytes(entry.hash) != entry.expected_hash(previous):
        return "the entry was altered"
    return ""


def verify_seals(count: int) -> Verdict:
    """Every seal must carry our signature and the hash that stands at its position."""
    for seal in JournalSeal.objects.order_by("day"):
        if not signature_fits(seal):
            return Verdict(count, seal.position, f"the seal of {seal.day} is not ours")
        stands = JournalEntry.objects.filter(position=seal.position).values_list("hash", flat=True).first()
        if seal.position and (stands is None or bytes(stands) != bytes(seal.hash)):
            return Verdict(count, seal.position, f"the seal of {seal.day} does not fit its entry")
    return Verdict(count)


def genesis_hash() -> bytes:
    """What the first entry is chained to."""
    return hashlib.sha256(b"PSC 112").digest()


def seal_day(day: date, now: datetime) -> JournalSeal:
    """Sign the root as it stands now under the date `day`; sealing a day twice gives the first seal again."""
    head = JournalHead.objects.get(id=1)
    statement = f"{day.isoformat()}:{head.position}:{bytes(head.hash).hex()}"
    seal, _ = JournalSeal.objects.get_or_create(
        day=day,
        defaults={
            "position": head.position,
            "hash": bytes(head.hash),
            "signature": signing.Signer(salt="journal").signature(statement),
            "sealed_at": now,
        },
    )
    return seal


def signature_fits(seal: JournalSeal) -> bool:
    """Whether the seal's signature was made by this installation's key over this day, position and root."""
    statement = f"{seal.day.isoformat()}:{seal.position}:{bytes(seal.hash).hex()}"
    return signing.Signer(salt="journal").signature(statement) == seal.signature
