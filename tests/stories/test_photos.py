"""A photo is seen by who may see the incident, tells nothing but its pixels, and can be taken away for good."""

from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from PIL import Image

from incidents.models import Photo
from tests.centre import Centre, new_key
from tests.incidents.pictures import a_picture, a_telephones_picture


def files() -> list[Path]:
    """Every file that is kept."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_photo_is_on_the_card_and_opens_for_who_may_see_it(centre: Centre) -> None:
    operator, damkar, polres = (centre.desk(name) for name in ("operator", "damkar", "polres"))
    incident = operator.open(operator.report())["incident"]["id"]
    photo = damkar.hand_in(f"incidents/{incident}/photos", a_telephones_picture())["photo"]["id"]
    assert [each["id"] for each in operator.card(incident)["photos"]] == [photo]
    shown = operator.see(f"photos/{photo}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert dict(Image.open(BytesIO(shown.content)).getexif()) == {}
    assert polres.see(f"photos/{photo}/small").status_code == 200
    polres.post(f"assignments/{polres.part(incident, 'polres')['id']}/decline", {"reason": "no_unit"})
    for path in (f"photos/{photo}", f"photos/{photo}/small"):
        assert polres.see(path).status_code == 404
    assert polres.hand_in(f"incidents/{incident}/photos", a_picture()).status == 404


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"MZ not a picture at all", "image/jpeg", 415),
        (b"\xff\xd8\xff" + b"0" * 11_000_000, "image/jpeg", 413),
        (a_picture(), "text/html", 415),
        (a_picture(), "image/anything", 201),
    ],
)
def test_the_content_decides_what_it_is(centre: Centre, data: bytes, kind: str, status: int) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    answer = operator.hand_in(f"incidents/{incident}/photos", data, kind)
    assert answer.status == status
    assert status == 201 or answer.error["code"] == {413: "too_large", 415: "no_picture"}[status]
    assert len(files()) == (2 if status == 201 else 0)


def test_the_same_key_keeps_one_photo(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    path, key = f"incidents/{incident}/photos", new_key()
    first, again = (operator.hand_in(path, a_picture(), **{"Idempotency-Key": key}) for _time in range(2))
    assert (first.status, again.data) == (201, first.data)
    assert operator.hand_in(path, a_picture("JPEG"), **{"Idempotency-Key": key}).status == 409
    assert (Photo.objects.count(), len(files())) == (1, 2)


def test_a_change_that_fails_leaves_no_file(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    with patch("incidents.services.photos.PhotoAdded", side_effect=RuntimeError), pytest.raises(RuntimeError):
        operator.hand_in(f"incidents/{incident}/photos", a_picture())
    assert files() == []


def test_the_coordinator_takes_a_photo_away_for_good(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    incident = operator.open(operator.report())["incident"]["id"]
    photo = operator.hand_in(f"incidents/{incident}/photos", a_picture())["photo"]["id"]
    assert operator.post(f"photos/{photo}/discard", {"reason": "wajah anak"}).status == 403
    assert coordinator.post(f"photos/{photo}/discard", {"reason": "wajah anak"}).status == 200
    assert coordinator.post(f"photos/{photo}/discard", {"reason": "wajah anak"}).status == 200
    assert files() == []
    assert operator.card(incident)["photos"] == []
    assert operator.see(f"photos/{photo}").status_code == 404
    texts = [entry["text"] for entry in operator.get(f"incidents/{incident}/timeline")["entries"]]
    assert texts[-2:] == ["Foto dari PSC 112", "Foto dihapus"]


def test_in_the_night_files_go_that_nobody_may_see_or_nothing_names(centre: Centre) -> None:
    operator, coordinator = centre.desk("operator"), centre.desk("coordinator")
    incident = operator.open(operator.report())["incident"]["id"]
    path = f"incidents/{incident}/photos"
    kept, gone = (operator.hand_in(path, a_picture())["photo"]["id"] for _time in range(2))
    with patch("incidents.field.photos.drop_files"):
        coordinator.post(f"photos/{gone}/discard", {"reason": "wajah anak"})
    # The door fails after the service was done, as when the connection is lost before the commit.
    with patch("incidents.field.photos.Answer", side_effect=RuntimeError), pytest.raises(RuntimeError):
        operator.hand_in(path, a_picture())
    assert (Photo.objects.count(), len(files())) == (2, 6)
    centre.fast_forward(hours=50)
    assert {file.name for file in files()} == {f"{kept}.jpg", f"{kept}.small.jpg"}
    assert operator.see(f"photos/{kept}").status_code == 200


def test_a_folder_that_belongs_to_another_database_is_left_alone(centre: Centre) -> None:
    operator = centre.desk("operator")
    incident = operator.open(operator.report())["incident"]["id"]
    operator.hand_in(f"incidents/{incident}/photos", a_picture())
    Photo.objects.all().delete()
    centre.fast_forward(hours=50)
    assert len(files()) == 2
