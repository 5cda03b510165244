"""What the record keeps of agencies' words on a procedure."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from agencies.naming import say_agency
from foundation.journal import Entry, entry_kind
from sop.naming import say_type


@entry_kind("procedure.endorsed")
@dataclass(frozen=True)
class ProcedureEndorsed(Entry):
    """An agency signed a procedure that binds it; `letter` says that it did so on paper."""

    procedure: UUID
    procedure_version: UUID
    agency: UUID
    type: str
    number: int
    revision: int
    code: str
    signer: str
    letter: str

    def text(self) -> str:
        said = _("%(code)s menandatangani SOP %(type)s versi %(number)s (revisi %(revision)s): %(signer)s")
        if self.letter:
            said = _(
                "%(code)s menandatangani SOP %(type)s versi %(number)s (revisi %(revision)s) dengan surat %(letter)s: "
                "%(signer)s"
            )
        return said % {
            "code": say_agency(self.code),
            "type": say_type(self.type),
            "number": self.number,
            "revision": self.revision,
            "signer": self.signer,
            "letter": self.letter,
        }


@entry_kind("procedure.objected")
@dataclass(frozen=True)
class ProcedureObjected(Entry):
    """An agency objects to a procedure; its reason stands with the version."""

    procedure: UUID
    procedure_version: UUID
    agency: UUID
    type: str
    number: int
    revision: int
    code: str
    signer: str

    def text(self) -> str:
        return _("%(code)s berkeberatan atas SOP %(type)s versi %(number)s (revisi %(revision)s): %(signer)s") % {
            "code": say_agency(self.code),
            "type": say_type(self.type),
            "number": self.number,
            "revision": self.revision,
            "signer": self.signer,
        }
