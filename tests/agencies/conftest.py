from tests.agencies.region import region_template, tulungagung, types

__all__ = ["region_template", "tulungagung", "types"]
