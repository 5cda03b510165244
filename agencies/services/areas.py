"""The outlines of areas, from a GeoJSON file."""

from datetime import datetime

from django.utils.translation import gettext as _

from agencies.entries import BoundariesImported
from agencies.models import Area, Boundary
from foundation.journal import Actor, change
from foundation.lib.errors import Invalid


def import_boundaries(*, outlines: dict[str, dict[str, object]], actor: Actor, now: datetime | None = None) -> int:
    """Give areas their outlines (`code -> GeoJSON geometry`); how many were new or different.

    Raises:
        Invalid: a code is no area of this region; nothing was imported.
    """
    with change(actor, now) as running:
        areas = {area.code: area for area in Area.objects.filter(code__in=outlines)}
        unknown = sorted(set(outlines) - set(areas))
        if unknown:
            raise Invalid(_("Kode wilayah tidak dikenal: %(codes)s.") % {"codes": ", ".join(unknown[:10])})
        before = dict(Boundary.objects.filter(area__in=areas.values()).values_list("area__code", "geometry"))
        fresh = [
            Boundary(area=areas[code], geometry=geometry)
            for code, geometry in outlines.items()
            if before.get(code) != geometry
        ]
        if not fresh:
            return 0
        Boundary.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["area"],
            update_fields=["geometry"],
        )
        # A new edition of the areas: every process draws its map again.
        Area.objects.filter(id__in=[boundary.area_id for boundary in fresh]).update(changed_at=running.now)
        running.append(BoundariesImported(areas=len(fresh)))
        return len(fresh)
