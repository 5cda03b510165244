from agencies.models.agencies import Agency, Member
from agencies.models.agreements import Agreement, AgreementEvent, AgreementFile, Clause, Party, Promise
from agencies.models.areas import Area, Boundary
from agencies.models.decrees import Article, Decree, Mandate, Replacement
from agencies.models.endorsements import Endorsement
from agencies.models.initials import Initial
from agencies.models.names import in_language
from agencies.models.notices import Notice
from agencies.models.officials import Official
from agencies.models.rehearsed import DecreeRehearsal
from agencies.models.scans import Scan
from agencies.models.units import Station, Unit

__all__ = [
    "Agency",
    "Agreement",
    "AgreementEvent",
    "AgreementFile",
    "Area",
    "Article",
    "Boundary",
    "Clause",
    "Decree",
    "DecreeRehearsal",
    "Endorsement",
    "Initial",
    "Mandate",
    "Member",
    "Notice",
    "Official",
    "Party",
    "Promise",
    "Replacement",
    "Scan",
    "Station",
    "Unit",
    "in_language",
]
