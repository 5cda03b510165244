from agencies.models.agencies import Agency, Member
from agencies.models.areas import Area, Boundary
from agencies.models.decrees import Article, Decree, Mandate
from agencies.models.names import in_language
from agencies.models.units import Station, Unit

__all__ = [
    "Agency",
    "Area",
    "Article",
    "Boundary",
    "Decree",
    "Mandate",
    "Member",
    "Station",
    "Unit",
    "in_language",
]
