"""A gap is warned of 90 days ahead, in words and to a machine; met all the same, it opens and alarms."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from agencies.models import Decree, Notice
from agencies.services.matrix import Cell
from foundation.lib import time
from foundation.people.models import User
from tests.centre import FIRE, Centre
from tests.stories.decrees import FIRST, write_decree_of_two


def test_a_gap_is_seen_coming_and_met_all_the_same(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.filter(username="admin").update(email="admin@contoh.example")
    old = Decree.objects.get()
    ends = time.now() + timedelta(days=120)
    write_decree_of_two(centre, [Cell("*", "damkar", "lead", FIRST)], expires_at=ends, replaces=[old.id])
    call_command("check_coverage")
    assert "KOSONG sejak" in capsys.readouterr().out

    centre.fast_forward(days=29)
    assert not Notice.objects.exists()
    centre.fast_forward(days=2)
    notice = Notice.objects.get()
    assert (notice.days, notice.gaps) == (90, 52)
    call_command("check_coverage")
    centre.desks.clear()  # keys of programs end earlier
    pages = Client()
    pages.force_login(centre.desk("admin").user)
    assert "1 peringatan tentang keputusan" in pages.get("/agencies").content.decode()
    board = centre.desk("coordinator")
    (told,) = board.alarms("paper")
    assert (told["class"], told["for"]) == ("A3", "coordinator")
    assert "berakhir" in told["words"]["id"]
    assert "52 types of incident" in told["words"]["en"]
    board.post(f"alarms/{told['id']}/acknowledge", {})
    assert not board.alarms("paper"), "a notice only wants to be read"

    centre.fast_forward(days=90)
    assert Notice.objects.count() == 2
    with pytest.raises(CommandError, match="52 kekosongan"):
        call_command("check_coverage")
    centre.desks.clear()  # keys of programs end earlier
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    opened = operator.open(operator.report(FIRE))
    assert opened["assignments"] == []
    assert operator.card(opened["incident"]["id"])["stage"] == "opened"
    assert coordinator.alarms("no_lead")
