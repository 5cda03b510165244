from sop.models.rules import Edition, Group, IncidentType, Procedure, ProcedureVersion
from sop.models.trials import Case, Rehearsal, Tick

__all__ = [
    "Case",
    "Edition",
    "Group",
    "IncidentType",
    "Procedure",
    "ProcedureVersion",
    "Rehearsal",
    "Tick",
]
