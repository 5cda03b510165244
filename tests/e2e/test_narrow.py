"""The narrowest width, and a telephone at 200 %: only a table may be wider, in a place of its own (WCAG 1.4.10)."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.test_crew import api_of, finish, send_ambulance
from tests.e2e.test_decree import copy_decree
from tests.engine.test_run import NO_SERVERS, PROJECT, Engine

pytestmark = pytest.mark.browser
NARROW, LOW = 320, 640
# An agreement with its promises, help given, and a finding: pages that an empty centre does not have.
EXAMPLE = """
from foundation.journal import SYSTEM, change
from psc.example import load_example
with change(SYSTEM):
    load_example()
"""
# What no link leads to without being in a list of two dozen: the longest addresses of all agencies.
START = ("/", "/paper-forms", "/agencies/puskesmas_net", "/sop/MED-ARREST/versions/2/edit")
# No pages: files, and the door out.
NO_PAGE = re.compile(r"export|/files/|/scan$|sign-out|\.csv|^/api/")
# The page, the open menu of its head, and every table that is wider than its place can be reached and moved by keys.
FAULTS = """() => {
  document.querySelectorAll('.site-head details').forEach(menu => menu.open = true);
  const faults = [];
  const page = document.documentElement.scrollWidth;
  if (page > innerWidth) faults.push(`the page is ${page} wide`);
  for (const place of document.querySelectorAll('.scroll')) {
    const moves = place.tabIndex >= 0 && (place.getAttribute('aria-label') || place.getAttribute('aria-labelledby'));
    if (place.scrollWidth > place.clientWidth && !moves) faults.push('a table that no key moves');
  }
  return faults;
}"""

PATHS = "all => all.map(one => one.getAttribute('href').split(/[?#]/)[0])"


def load_example(engine: Engine) -> None:
    """What a demonstration begins with."""
    env = {**os.environ, **NO_SERVERS, "PSC_HOME": str(engine.home)}
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", EXAMPLE], cwd=PROJECT, env=env, capture_output=True, check=True
    )


def shape_of(path: str) -> str:
    """One page of each kind is enough: without the id, the type's or the agency's code."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/sop/)[A-Z]+-[A-Z0-9-]+|(?<=/agencies/)\w+$", "*", path)


def faults_of(page: Page, root: str, seen: set[str]) -> dict[str, list[str]]:
    """Every page that links lead to and nobody has seen yet, and what is wrong with it."""
    todo, found = list(START), {}
    while todo:
        path = todo.pop(0)
        seen.add(shape_of(path))
        answer = page.goto(root + path)
        assert answer is not None
        if answer.status == 200 and (faults := page.evaluate(FAULTS)):
            found[path] = faults
        for link in page.locator("a[href^='/']").evaluate_all(PATHS):
            if shape_of(link) not in seen and not NO_PAGE.search(link):
                seen.add(shape_of(link))
                todo.append(link)
    return found


def test_no_page_of_the_house_moves_sideways(sign_in: SignIn, engine: Engine) -> None:
    load_example(engine)
    admin, coordinator = sign_in("admin", board=False), sign_in("coordinator")
    api_of(admin, engine, "admin").post("procedures/MED-ARREST/draft", {})
    copy_decree(admin)
    root = f"http://127.0.0.1:{engine.port}"
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for page in (admin, coordinator):
        page.set_viewport_size({"width": NARROW, "height": LOW})
        found |= faults_of(page, root, seen)
    assert found == {}
    assert {"/sop", "/sop/*/versions/2/edit", "/decrees/*", "/agreements/new", "/agreements/*"} <= seen
    assert {"/findings/*", "/agencies/*", "/shift", "/consoles/coordinator"} <= seen


# A telephone as it is, the narrowest, and a telephone at 200 %.
WIDTHS = (390, 320, 195)


def test_a_crews_page_is_whole_at_every_width(sign_in: SignIn, engine: Engine) -> None:
    crew, operator = sign_in("crew"), sign_in("operator")
    expect(crew.locator(".idle")).to_be_visible()
    assert too_wide(crew) == {}
    centre, _incident, job = send_ambulance(operator, engine, "gudang kapuk")
    expect(crew.locator("[data-state=assigned]")).to_be_visible()
    assert too_wide(crew) == {}
    crew.locator("psc-crew .menu summary").click()
    crew.locator("#alarm-button").click()
    assert too_wide(crew) == {}
    finish(centre, job, "en_route", "on_scene", "cleared")


def too_wide(page: Page) -> dict[int, list[str]]:
    """What stands out of the window to the right, by its width."""
    out = """all => all.filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
        .map(one => `${one.tagName}.${one.className}`)"""
    found: dict[int, list[str]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844 * width // 390})
        if beyond := page.locator("body :visible:not(.hidden-but-heard)").evaluate_all(out):
            found[width] = list(beyond)
    return found
