"""A draft procedure over past reports: classify piece by piece in a child, count, say how far it is."""

import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import Area
from agencies.routing import INFORMED, Route
from agencies.selectors import Router
from foundation.lib import time
from foundation.lib.errors import DomainError
from incidents.models import RehearsalRun
from incidents.rehearsal.compare import Handling, Tally
from incidents.rehearsal.judging import Verdict, judge, judging
from incidents.rehearsal.reports import Past, count_past, pieces_of
from incidents.runs import SILENCE_S, Runs
from incidents.services.rehearsals import fail_rehearsal, finish_rehearsal
from sop.content import Targets
from sop.library import opening
from sop.models import Edition
from sop.rules import TypeRules
from sop.selectors import rulebook_at, ruling_beside, type_rules
from sop.services.rehearsals import refuse_other_text

log = logging.getLogger(__name__)
# Pieces on their way to the child at once: it never waits for us, nor we for more than one.
AHEAD = 2


class Rehearsals(Runs[RehearsalRun]):
    """Draft procedures over past reports."""

    model = RehearsalRun

    def count(self, run: RehearsalRun) -> Tally | None:
        """Both sets of rules over every report."""
        begin(run)
        ruling, drafted = rules_of(run)
        handle = Handler(ruling, drafted, run.requested_at)
        tally = Tally.from_json(run.tally)
        try:
            with judging(list(ruling.values()), list(drafted.values()), opening().questions) as pool:
                for cursor, past, verdicts in self.judged(run, pool):
                    for report, verdict in zip(past, verdicts, strict=True):
                        tally.add(report.name, report.hour, *handle.both(report, verdict))
                    run.done += len(past)
                    if not self.go_on(run, tally, cursor=cursor, done=run.done):
                        return None
        except BrokenProcessPool:
            log.warning("rehearsal %s: the child has died", run.id)
            raise DomainError(_("proses yang menghitung mati"), code="child_died") from None
        return tally

    def judged(self, run: RehearsalRun, pool: ProcessPoolExecutor) -> Iterator[tuple[str, list[Past], list[Verdict]]]:
        """Every piece with its verdicts; the child is given the next before it has answered the last."""
        ahead: list[tuple[str, list[Past], Future[list[Verdict]]]] = []
        for cursor, past in pieces_of(run):
            ahead.append((cursor, past, pool.submit(judge, [(report.text, report.answers) for report in past])))
            if len(ahead) > AHEAD:
                done, reports, answer = ahead.pop(0)
                yield done, reports, self.wait_for(answer, run)
        for done, reports, answer in ahead:
            yield done, reports, self.wait_for(answer, run)

    def wait_for(self, answer: "Future[list[Verdict]]", run: RehearsalRun) -> list[Verdict]:
        """The child's answer. In a busy hour it may be long in coming: meanwhile we give signs of life in its place."""
        while True:
            try:
                return answer.result(timeout=SILENCE_S / 3)
            except TimeoutError:
                self.live_on(run)

    def finish(self, run: RehearsalRun, result: Mapping[str, Any]) -> None:
        """To the version."""
        finish_rehearsal(run_id=run.id, holder=run.holder, result=result, actor=run.requested_by)

    def fail(self, run: RehearsalRun, failure: str) -> None:
        """With the reason on its page."""
        fail_rehearsal(run_id=run.id, holder=run.holder, failure=failure, actor=run.requested_by)


rehearsals = Rehearsals()


def begin(run: RehearsalRun) -> None:
    """Pin what is compared. Rules that changed while nobody was at work make the numbers of before worthless.

    Raises:
        WrongMove: the draft was written anew since somebody asked for this.
    """
    refuse_other_text(run.version, run.revision)
    edition = Edition.objects.values_list("mark", flat=True).get(id=1)
    if run.edition != edition:
        ruling = ruling_beside(run.version)
        run.edition, run.ruling, run.cursor, run.done, run.tally = edition, ruling, "", 0, {}
    run.total = count_past(run) if run.total is None else run.total
    RehearsalRun.objects.filter(id=run.id, holder=run.holder).update(
        edition=edition, ruling=run.ruling, cursor=run.cursor, done=run.done, tally=run.tally, total=run.total
    )


Kinds = Mapping[str, TypeRules]


def rules_of(run: RehearsalRun) -> tuple[Kinds, Kinds]:
    """All types as they are in force, and the same with the draft's."""
    ruling = dict(rulebook_at(time.now()).rules.types)
    return ruling, {**ruling, run.version.type_code: type_rules(run.version)}


@dataclass(frozen=True)
class Duties:
    """Who leads, and who has to act."""

    lead: str | None
    acting: frozenset[str]


class Handler:
    """What a verdict means for one report: who acts by the decrees of now, and within which limits."""

    def __init__(self, ruling: Kinds, drafted: Kinds, at: datetime) -> None:
        self.sides = (ruling, drafted)
        self.router = Router(at)
        self.duties: dict[int, Duties] = {}

    def both(self, report: Past, verdict: Verdict) -> tuple[Handling, Handling]:
        """The report before and after."""
        before, after = self.sides
        return self.handling(before, *verdict[:2], report.area), self.handling(after, *verdict[2:], report.area)

    def handling(self, kinds: Kinds, code: str, priority: str, area: Area | None) -> Handling:
        """One side."""
        duties, limits = self.duties_of(self.router.route(code, area)), limits_of(kinds.get(code), priority)
        return Handling(code, priority, duties.lead, duties.acting, limits)

    def duties_of(self, route: Route) -> Duties:
        """Those of a route who have to act; the router gives the same route for the same question."""
        found = self.duties.get(id(route))
        if found is None:
            acting = frozenset(duty.agency_code for duty in route.duties if duty.role != INFORMED)
            found = self.duties[id(route)] = Duties(route.lead.agency_code if route.lead else None, acting)
        return found


def limits_of(known: TypeRules | None, priority: str) -> tuple[int | None, int | None, int | None]:
    """The three limits of a type at a priority, in seconds."""
    found = [limits for at, limits in known.content.targets.items() if at == priority] if known else []
    targets = found[0] if found else Targets()
    return targets.acknowledge_s, targets.dispatch_s, targets.on_scene_s
