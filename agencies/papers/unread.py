"""On top of every page of an administrator: papers that end and that nobody has taken note of yet."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from agencies.models import Notice
from agencies.papers.reading import may_write
from foundation.people.models import User


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """How many there are and on which page they stand; nothing on that page itself."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not may_write(user):
        return {}
    unread = Notice.objects.filter(read_at=None).aggregate(decrees=Count("decree"), agreements=Count("agreement"))
    pages = ((reverse(name), unread[name]) for name in ("decrees", "agreements"))
    return {"unread_papers": [(path, count) for path, count in pages if count and path != request.path]}
