"""A version of a procedure as the API and the pages show it: its text, its signatures, its problems."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.binding import Bound
from agencies.models import Agency, Endorsement
from agencies.selectors import agencies_bound_by, agencies_by_id, problems_with, supervisors_of, words_on
from foundation.lib.time import iso
from sop.diff import Difference
from sop.models import ProcedureVersion
from sop.services.guards import MOVES, Status, needs_medical_signature


@dataclass(frozen=True)
class Signature:
    """What one bound agency says to the text as it is: nothing yet, signed, or objected."""

    agency: Agency
    bound: Bound
    word: Endorsement | None
    by_letter: bool

    @property
    def state(self) -> str:
        """For programs and for styles."""
        return self.word.verdict if self.word else "open"


def signatures_of(version: ProcedureVersion, at: datetime) -> list[Signature]:
    """All agencies that a version binds, the lead first; `by_letter`: nobody there could sign on a screen."""
    bound, words = agencies_bound_by(version, at), words_on(version)
    agencies = agencies_by_id(one.agency for one in bound)
    return [
        Signature(agencies[one.agency], one, words.get(one.agency), not supervisors_of(agencies[one.agency]).exists())
        for one in bound
    ]


def past_words(version: ProcedureVersion) -> Sequence[Endorsement]:
    """What was said to earlier revisions, and what a later word replaced: it stays to be read."""
    standing = {word.id for word in words_on(version).values()}
    spoken = Endorsement.objects.filter(version=version).select_related("agency", "user", "version")
    return [word for word in spoken if word.id not in standing]


def version_line(version: ProcedureVersion) -> dict[str, Any]:
    """A version in a list."""
    return {
        "id": str(version.id),
        "type": version.type_code,
        "number": version.number,
        "status": version.status,
        "revision": version.revision,
        "in_force_from": iso(version.in_force_from),
        "in_force_until": iso(version.in_force_until),
        "emergency_until": iso(version.emergency_until),
        "emergency_kept_at": iso(version.emergency_kept_at),
        "restores": version.restores,
    }


def version_answer(version: ProcedureVersion, at: datetime) -> dict[str, Any]:
    """A version with everything that is said of it."""
    return version_line(version) | {
        "content": version.content,
        "moves": list(MOVES[Status(version.status)]),
        "signatures": [signature_answer(one) for one in signatures_of(version, at)],
        "medical_signature": {
            "needed": needs_medical_signature(version),
            "at": iso(version.medical_approved_at),
            "by": version.medical_approved_by.label if version.medical_approved_by else None,
        },
        "approved_by": version.approved_by.label if version.approved_by else None,
        "problems": [
            {"severity": one.severity, "node": one.node, "where": one.where, "text": one.text}
            for one in problems_with(version, at)
        ],
    }


def signature_answer(one: Signature) -> dict[str, Any]:
    """One agency's line."""
    word = one.word
    return {
        "agency": {"code": one.agency.code, "name": one.agency.names},
        "role": one.bound.role,
        "papers": list(one.bound.citations),
        "state": one.state,
        "reason": word.reason if word else "",
        "at": iso(word.at) if word else None,
        "signer": (word.signer or word.user.label) if word else None,
        "letter": word.letter if word else "",
    }


def difference_answer(one: Difference) -> dict[str, str]:
    """One difference."""
    return {"kind": one.kind, "node": one.node, "title": one.title, "text": one.text, "means": one.means}
