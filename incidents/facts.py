"""What the database knows when a report comes in, asked by one statement.

A caller waits for it. Asked one by one - the time, the editions of rules and areas, the caller's row and past, open
incidents near by, the next number - the questions took most of the time that an intake had.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agencies.models import Area
from agencies.selectors import AREAS_EDITION, AreasEdition
from foundation.lib import time
from foundation.lib.ids import new_id
from foundation.lib.sql import Statement
from incidents.duplicates import NEAR_S, Known
from incidents.models import Caller
from incidents.models.reports import new_key
from incidents.nearby import DEGREE_M, Whereabouts
from incidents.screening import NUISANCE, CallHistory
from sop.selectors import RULES_EDITION, RulesEdition, type_group

# $1 the moment (null: the present), $2 how far the clock was moved; $3-$6 the caller's row; $7-$10 south, west, north,
# east; $11 what counts as a nuisance; $12 the village. `wide` is an incident's own radius in degrees: only a sieve,
# `find_duplicates` measures. Two first calls of one number at once become one row, without a savepoint; the second of
# them does not count the first, which is not committed.
FACTS = Statement(
    "report_facts",
    f"""
WITH present AS (SELECT coalesce($1::timestamptz, now() + $2::interval) AS moment),
caller AS (
    INSERT INTO incidents_caller (id, phone, name, key)
    SELECT $3::uuid, $4::text, $5::text, $6::bytea WHERE $4::text <> ''
    ON CONFLICT (phone) DO UPDATE SET phone = excluded.phone RETURNING id, name, key
),
own AS MATERIALIZED (
    SELECT filed_at, disposition, status, incident_id
    FROM incidents_report WHERE caller_id = (SELECT id FROM caller)
),
near AS (
    SELECT id, number, type_id, lat, lon, radius_m, opened_at,
        coalesce(id IN (SELECT incident_id FROM own), false) AS same_caller,
        coalesce(area_id = $12::uuid, false) AS same_area
    FROM incidents_incident, present, LATERAL (SELECT coalesce(radius_m, 0) / {DEGREE_M}::float8 AS wide) AS circle
    WHERE closed_at IS NULL AND opened_at > moment - interval '{NEAR_S} s'
        AND (lat BETWEEN $7::float8 - wide AND $9::float8 + wide
            AND lon BETWEEN $8::float8 - wide AND $10::float8 + wide
            OR area_id = $12::uuid OR id IN (SELECT incident_id FROM own))
    ORDER BY opened_at DESC LIMIT 50
)
SELECT moment, rules.*, areas.*, nextval('incidents_report_number'), caller.id, caller.name, caller.key,
    (SELECT array[count(*) FILTER (WHERE filed_at > moment - interval '1 day'),
        count(*) FILTER (WHERE disposition = ANY ($11::text[])),
        count(*) FILTER (WHERE status IN ('opened', 'attached'))] FROM own),
    (SELECT json_agg(near) FROM near)
FROM present CROSS JOIN ({RULES_EDITION}) rules CROSS JOIN ({AREAS_EDITION}) areas LEFT JOIN caller ON true
""",  # noqa: S608  (composed of our own words)
)

# The same for an opening: the moment (as above), the edition of the rules, the next number.
OPENING = Statement(
    "opening_facts",
    f"""
SELECT coalesce($1::timestamptz, now() + $2::interval), rules.*, nextval('incidents_incident_number')
FROM ({RULES_EDITION}) rules""",  # noqa: S608
)


@dataclass(frozen=True)
class Facts:
    """The answers, as of one moment."""

    now: datetime
    rules: RulesEdition
    areas: AreasEdition
    number: str
    caller: Caller | None
    history: CallHistory
    near: list[Known]


def gather_facts(moment: datetime | None, phone: str, name: str, where: Whereabouts, area: Area | None) -> Facts:
    """Ask, inside the change; the row of the caller's number is made at its first call."""
    corners = where.box or (None,) * 4
    own = (new_id(), phone, name, new_key())
    row = FACTS.row(moment, time.shifted(), *own, *corners, list(NUISANCE), area.id if area else None)
    now, mark, changed_at, areas, areas_changed_at, count, caller, called, key, history, near = row
    return Facts(
        now=now,
        rules=(mark, changed_at),
        areas=(areas, areas_changed_at),
        number=speakable("L", now, count),
        caller=Caller(id=caller, phone=phone, name=called, key=key) if caller else None,
        history=CallHistory(*history),
        near=[known(found) for found in near or ()],
    )


def known(found: dict[str, Any]) -> Known:
    """An open incident near by, or of the same caller."""
    code = found.pop("type_id")
    opened_at = datetime.fromisoformat(found.pop("opened_at"))
    return Known(type=code, group=type_group(code) or "", opened_at=opened_at, **found)


@dataclass(frozen=True)
class OpeningFacts:
    """What must be known to open an incident, as of one moment."""

    now: datetime
    rules: RulesEdition
    number: str


def gather_opening_facts(moment: datetime | None) -> OpeningFacts:
    """Ask, inside the change."""
    now, mark, changed_at, count = OPENING.row(moment, time.shifted())
    return OpeningFacts(now, (mark, changed_at), speakable("", now, count))


def speakable(prefix: str, now: datetime, count: int) -> str:
    """A number of the year, as `26-000412`; a gap in it means nothing (the journal's does)."""
    return f"{prefix}{now:%y}-{count:06d}"
