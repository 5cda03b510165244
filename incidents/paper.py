"""Blank forms to print beforehand: what a call-taker writes on when the server, or the power, is away."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from foundation.lib.errors import Denied
from foundation.people.models import User
from incidents.access import require_centre
from incidents.models import PaperNumber


@require_GET
@never_cache
@login_required
def paper_forms(request: HttpRequest) -> HttpResponse:
    """One form for each number of this account that no report carries yet."""
    user = cast(User, request.user)
    try:
        require_centre(user)
    except Denied:
        raise Http404 from None
    numbers = PaperNumber.objects.filter(issued_to=user, report=None)
    return render(request, "incidents/paper_forms.html", {"numbers": numbers})
