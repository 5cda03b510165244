from agencies.services.areas import import_boundaries
from agencies.services.decrees import put_decree_in_force
from agencies.services.loading import load_region
from agencies.services.members import add_member
from agencies.services.units import set_unit_in_service

__all__ = ["add_member", "import_boundaries", "load_region", "put_decree_in_force", "set_unit_in_service"]
