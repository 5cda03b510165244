from agencies.services.areas import import_boundaries
from agencies.services.decrees import acknowledge_notice, put_decree_in_force
from agencies.services.drafting import attach_scan, draft_decree, withdraw_decree, write_decree
from agencies.services.endorsements import object_to_version, sign_version
from agencies.services.loading import load_region
from agencies.services.matrix import set_mandates
from agencies.services.members import add_member, create_member
from agencies.services.register import import_register
from agencies.services.units import set_unit_in_service

__all__ = [
    "acknowledge_notice",
    "add_member",
    "attach_scan",
    "create_member",
    "draft_decree",
    "import_boundaries",
    "import_register",
    "load_region",
    "object_to_version",
    "put_decree_in_force",
    "set_mandates",
    "set_unit_in_service",
    "sign_version",
    "withdraw_decree",
    "write_decree",
]
