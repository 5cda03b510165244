from sop.services.drafting import (
    Conflict,
    discard_version,
    draft_version,
    edit_version,
    submit_version,
    withdraw_version,
)
from sop.services.guards import MEDICAL_DIRECTOR, approval_guards, signature_checks
from sop.services.importing import Imported, import_procedures
from sop.services.life import (
    approve_medical_text,
    approve_version,
    put_emergency_in_force,
    put_version_in_force,
    retire_version,
)
from sop.services.loading import load_rules

__all__ = [
    "MEDICAL_DIRECTOR",
    "Conflict",
    "Imported",
    "approval_guards",
    "approve_medical_text",
    "approve_version",
    "discard_version",
    "draft_version",
    "edit_version",
    "import_procedures",
    "load_rules",
    "put_emergency_in_force",
    "put_version_in_force",
    "retire_version",
    "signature_checks",
    "submit_version",
    "withdraw_version",
]
