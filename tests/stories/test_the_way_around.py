"""The bar on top of every console and page: where people work stands first, where one is is marked, the rest folds."""

import re

from django.test import Client

from tests.centre import Centre

LINK = re.compile(r'<li( class="[a-z-]+")?><a href="([^"]+)"( aria-current="page")?>')


def bar(centre: Centre, username: str, path: str) -> tuple[list[str], list[str], str]:
    """Side by side, in the menu, and where one is."""
    client = Client()
    client.force_login(centre.desk(username).user)
    page = client.get(path).content.decode()
    side, _details, menu = page.partition('<nav class="sections"')[2].partition("</nav>")[0].partition("<details")
    here = [path for _fold, path, current in LINK.findall(side) if current]
    assert len(here) == 1
    assert 'aria-current="page"' not in menu, "a place is told once, and seen"
    folded = [path for narrow, path, _current in LINK.findall(menu) if not narrow]
    return [path for _fold, path, _current in LINK.findall(side)], folded, here[0]


def test_consoles_come_first_and_pages_fold(centre: Centre) -> None:
    side, menu, here = bar(centre, "coordinator", "/")
    assert side == [f"/consoles/{name}" for name in ("coordinator", "intake", "board", "map")]
    assert menu == [
        "/sop",
        "/decrees",
        "/agencies",
        "/reports/decided",
        "/agreements",
        "/findings",
        "/shift/wallboards",
        "/shift",
    ]
    assert here == "/consoles/coordinator", "a person's own console stands at / too"


def test_a_page_that_folds_stands_beside_the_consoles_while_one_is_there(centre: Centre) -> None:
    side, menu, here = bar(centre, "coordinator", "/shift/handover")
    assert (side[-1], here) == ("/shift", "/shift")
    assert "/shift" not in menu


def test_what_fits_does_not_fold(centre: Centre) -> None:
    side, menu, here = bar(centre, "operator", "/consoles/map")
    assert side[:3] == ["/consoles/intake", "/consoles/board", "/consoles/map"]
    assert here == "/consoles/map"
    assert menu == []
