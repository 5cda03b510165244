"""What a new demonstration begins with: an agreement that was kept, and a finding that waits for a person."""

from incidents.aid.answers import performance_of
from incidents.models import Aid, Finding
from psc.example import load_example
from tests.centre import Centre


def test_the_example_shows_one_of_each_and_is_loaded_once(centre: Centre) -> None:
    load_example()
    load_example()

    kept = performance_of(Aid.objects.get().agreement)[0]
    assert (kept.asked, kept.arrived_in_time) == (1, 1)
    finding = Finding.objects.get()
    assert (finding.status, finding.agency and finding.agency.code) == ("answered", "damkar")
    assert centre.desk("coordinator").get(f"findings/{finding.id}")["ladder"]["steps"]
