"""The pages around the live one: plain, without a script, and drawn even when nothing else works."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from dispatch.templatetags.console_assets import console_assets
from foundation.lib.web import not_found, say_away, server_error
from foundation.people.views import SignInForm
from psc.engine.bootstrap import PROJECT

TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))
MANIFEST = {
    "src/consoles/board.ts": {
        "file": "console/live-abc.js",
        "isEntry": True,
        "imports": ["_shared.js"],
        "css": ["console/live-abc.css"],
    },
    "_shared.js": {"file": "console/shared-abc.js"},
    "src/styles/page.css": {"file": "console/page-abc.css", "isEntry": True},
}


@pytest.fixture
def built(settings: LazySettings, tmp_path: Path) -> Path:
    """A console as Vite leaves it."""
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    settings.CONSOLE_DIST = tmp_path
    return tmp_path


def live_page() -> str:
    """The live page with a name in it that must not end the data it stands in."""
    return render_to_string("dispatch/console.html", {"entry": "src/consoles/board.ts", "config": {"user": {"name": "</script><b>"}}})


def sign_in_page(**cookies: str) -> str:
    """The sign-in page as a browser with these cookies gets it."""
    request = RequestFactory().get("/sign-in")
    request.COOKIES.update(cookies)
    return render_to_string("people/sign_in.html", {"form": SignInForm(), "next": "/"}, request=request)


@pytest.mark.usefixtures("built")
def test_the_live_page_loads_what_the_build_made_and_nothing_inline() -> None:
    page = live_page()
    assert '<script type="module" src="/static/console/live-abc.js"></script>' in page
    assert '<link rel="modulepreload" href="/static/console/shared-abc.js">' in page
    assert '<link rel="stylesheet" href="/static/console/live-abc.css">' in page
    assert [tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag] == [
        '<script id="psc-config" type="application/json">'
    ]
    assert "</script><b>" not in page


@pytest.mark.usefixtures("built")
def test_signing_in_needs_no_script() -> None:
    page = sign_in_page()
    assert "<script" not in page
    assert '<link rel="stylesheet" href="/static/console/page-abc.css">' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_a_page_that_says_what_went_wrong_needs_neither_request_nor_script(name: str) -> None:
    page = render_to_string(name)
    assert "<h1>" in page
    assert "<script" not in page
    assert 'href="/"' in page


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("answer", [partial(not_found, exception=Http404()), server_error, say_away])
def test_what_went_wrong_is_said_in_the_theme_that_was_chosen(answer: Callable[[HttpRequest], HttpResponse]) -> None:
    request = RequestFactory().get("/x", headers={"cookie": "psc_theme=light"})
    assert 'data-theme="light"' in answer(request).content.decode()


def test_a_console_that_is_not_built_leaves_a_plain_page(settings: LazySettings, tmp_path: Path) -> None:
    settings.CONSOLE_DIST = tmp_path
    assert "npm run build" in live_page()
    assert "<form" in sign_in_page()


def test_a_new_build_is_read_at_once(built: Path) -> None:
    assert "live-abc.js" in live_page()
    newer = MANIFEST | {"src/consoles/board.ts": {"file": "console/live-new.js"}}
    (built / ".vite" / "manifest.json").write_text(json.dumps(newer))
    assert "live-new.js" in live_page()


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("cookie", "theme"), [("light", "light"), ("dark", "dark"), ("<b>", "dark")])
def test_the_theme_that_was_chosen_is_there_before_any_script(cookie: str, theme: str) -> None:
    assert f'data-theme="{theme}"' in sign_in_page(psc_theme=cookie)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROJECT / "templates")))
def test_no_template_needs_what_the_content_policy_forbids(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"<style\b|\sstyle=|\son\w+=|javascript:", source)
    assert not re.search(r"<script(?![^>]*src=)", source)


def test_a_page_links_the_styles_of_every_part_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stylesheet hangs on the shared part that names it: a console without it would be bare text."""
    shared = {"file": "shared.js", "css": ["shared.css"]}
    parts = {"entry.ts": {"file": "entry.js", "imports": ["a"]}, "a": {"file": "a.js", "imports": ["b"]}, "b": shared}
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(parts))
    monkeypatch.setattr(settings, "CONSOLE_DIST", tmp_path)

    drawn = console_assets("entry.ts")

    assert drawn.count('rel="stylesheet"') == 1
    assert "shared.css" in drawn
    assert [drawn.count(name) for name in ("a.js", "shared.js", "entry.js")] == [1, 1, 1]
