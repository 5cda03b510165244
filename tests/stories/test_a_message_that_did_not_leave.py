"""A crew whose text message did not leave knows nothing: who sent it is called, until the crew was reached."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from foundation.clock.models import Deadline
from foundation.notify.services import send_due
from tests.centre import Centre, Desk
from tests.live.boards import watched_boards
from tests.stories.test_a_crew_without_an_account import Scene


@pytest.fixture
def scene(centre: Centre, settings: LazySettings, tmp_path: Path) -> Scene:
    settings.SMS, settings.SMS_FILE_PATH, settings.PUBLIC_URL = "file", str(tmp_path / "sms"), ""
    centre.sign_on_everybody()
    return Scene(centre, tmp_path / "sms")


def fail(scene: Scene, settings: LazySettings, desk: Desk | None = None) -> None:
    """The link was sent and its message does not leave."""
    assert scene.issue(desk).status == 201
    settings.SMS = "off"
    send_due("test")
    settings.SMS = "file"


def alarms(desk: Desk) -> list[tuple[str, str, str]]:
    """Whom the alarms about it call, how loud, and about which unit."""
    return [(one["for"], one["class"], one["job"]["call_sign"]) for one in desk.alarms("link_failed")]


def test_who_sent_it_is_called_with_a_number_and_then_the_coordinator(scene: Scene, settings: LazySettings) -> None:
    with watched_boards():
        fail(scene, settings)
    assert alarms(scene.operator) == [("dispatcher", "A2", "PMK-1")]
    assert scene.operator.alarms("link_failed")[0]["phone"]
    assert alarms(scene.damkar) == []
    with watched_boards():
        scene.centre.fast_forward(minutes=2, seconds=1)
    assert [who for who, _how, _unit in alarms(scene.operator)] == ["dispatcher", "coordinator"]
    said = [entry["text"] for entry in scene.operator.get(f"incidents/{scene.incident}/timeline")["entries"]]
    assert any("Batas pemberitahuan kepada awak terlewat, langkah 1: koordinator" in text for text in said), said


def test_a_desk_that_sent_it_is_called_itself(scene: Scene, settings: LazySettings) -> None:
    fail(scene, settings, scene.damkar)
    assert alarms(scene.damkar) == [("desk", "A2", "PMK-1")]
    assert alarms(scene.operator) == []


def rung(scene: Scene) -> Any:
    return scene.operator.post(f"unit-assignments/{scene.job}/link/told")


def sent_again(scene: Scene) -> Any:
    return scene.issue()


def heard_on_the_radio(scene: Scene) -> Any:
    told = {"status": "en_route", "on_behalf": {"name": "Danton", "means": "radio"}}
    return scene.operator.post(f"unit-assignments/{scene.job}/status", told)


def taken_back(scene: Scene) -> Any:
    return scene.operator.post(f"unit-assignments/{scene.job}/link/revoke")


@pytest.mark.parametrize("reach", [rung, sent_again, heard_on_the_radio, taken_back])
def test_the_alarm_goes_when_the_crew_was_reached(
    scene: Scene, settings: LazySettings, reach: Callable[[Scene], Any]
) -> None:
    fail(scene, settings)
    scene.centre.fast_forward(minutes=3)
    assert len(alarms(scene.operator)) == 2
    with watched_boards():
        assert reach(scene).status in (200, 201)
    assert alarms(scene.operator) == []
    assert not Deadline.objects.filter(kind="link_failed", settled_at=None).exists()


def test_that_it_was_rung_stands_in_the_record_and_ends_the_link(scene: Scene, settings: LazySettings) -> None:
    fail(scene, settings)
    assert [rung(scene).status, rung(scene).status] == [200, 200]
    assert (scene.link()["status"], scene.link()["why"]) == ("ended", "by_phone")
    assert scene.told()[-1] == "Operator 112: Tautan tugas awak PMK-1 berakhir: awak ditelepon"


def test_a_message_that_left_was_not_rung_for(scene: Scene) -> None:
    phone = scene.phone()
    assert rung(scene).status == 409
    assert phone.look().status_code == 200
    assert alarms(scene.operator) == []


def limits(scene: Scene) -> list[Any]:
    return [one for one in scene.operator.card(scene.incident)["deadlines"] if one["kind"] == "link_failed"]


def test_the_coordinator_takes_it_over(scene: Scene, settings: LazySettings) -> None:
    coordinator = scene.centre.desk("coordinator")
    fail(scene, settings)
    (running,) = limits(scene)
    limit = running["id"]
    assert coordinator.post(f"limits/{limit}/take-over").error["code"] == "not_missed"
    scene.centre.fast_forward(minutes=2, seconds=1)
    assert scene.operator.post(f"limits/{limit}/take-over").status == 403
    assert scene.damkar.post(f"limits/{limit}/take-over").status == 403
    with watched_boards():
        assert coordinator.post(f"limits/{limit}/take-over").status == 200
    (taken,) = limits(scene)
    assert (taken["act"]["what"], taken["called"], taken["next"]) == ("taken_over", "coordinator", "coordinator")
    with watched_boards():
        assert coordinator.post(f"limits/{limit}/extend", {"reason": "in_contact"}).status == 200
    with watched_boards():
        assert rung(scene).status == 200
    assert limits(scene) == []
    assert coordinator.post(f"limits/{limit}/take-over").error["code"] == "wrong_state"
