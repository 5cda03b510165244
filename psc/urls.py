"""Every address of the centre."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from drf_spectacular.views import SpectacularAPIView

from agencies.urls import api as agencies
from agencies.urls import bench_pages, decree_pages, register_pages, sop_pages
from dispatch.urls import api as dispatch
from dispatch.urls import pages
from foundation.people import views as people_pages
from foundation.people.urls import api as people
from incidents.aid.urls import page_urls as aid_pages
from incidents.urls import api as incidents
from incidents.urls import link_pages, rehearsal_pages, report_pages
from psc.health import healthz
from sop.urls import api as sop

handler404 = "foundation.lib.web.not_found"
handler500 = "foundation.lib.web.server_error"


def no_favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask whether they are told to or not."""
    return HttpResponse(status=204)


# Addresses are tried one after the other: those that a caller waits for stand first.
urlpatterns = [
    path(
        "api/v1/",
        include(
            [
                *incidents,
                *dispatch,
                *agencies,
                *sop,
                *people,
                path("schema", SpectacularAPIView.as_view(), name="schema"),
            ]
        ),
    ),
    *pages,
    *bench_pages,
    *report_pages,
    *rehearsal_pages,
    *link_pages,
    *decree_pages,
    *aid_pages,
    *register_pages,
    *sop_pages,
    path("sign-in", people_pages.sign_in, name="sign-in"),
    path("password", people_pages.change_password, name="password"),
    path("sign-out", people_pages.sign_out, name="sign-out"),
    path("language", people_pages.set_language, name="set-language"),
    path("theme", people_pages.set_theme, name="set-theme"),
    path("jsi18n", JavaScriptCatalog.as_view(domain="djangojs"), name="javascript-catalog"),
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", no_favicon),
]
