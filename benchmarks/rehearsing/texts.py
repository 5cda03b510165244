"""Reports as callers tell them, made of the rules' own words: nobody's data, the same for ever."""

from collections.abc import Iterator
from random import Random

from sop.library import bundled_rules

SEED = 112
OPENINGS = ("tolong pak", "halo pak saya mau lapor", "mbak tolong cepat", "min ada", "lapor", "mas iki", "permisi")
PLACES = (
    "di desa sebelah timur pasar",
    "dekat jembatan",
    "di jalan raya",
    "di rumah tetangga saya",
    "di belakang masjid",
)
ENDINGS = ("cepat ya", "orangnya di dalam", "sudah banyak orang", "tidak tahu berapa korban", "ada 2 orang luka")


def texts(count: int) -> Iterator[str]:
    """So many texts of five to thirty words; one in ten says nothing."""
    random = Random(SEED)
    phrases = [
        phrase
        for known in bundled_rules().types.values()
        for phrase in (*known.content.words.strong, *known.content.words.usual)
    ]
    for number in range(count):
        if number % 10 == 9:
            yield random.choice(("halo", "tes", "salah pencet maaf", "", "mau tanya nomor puskesmas"))
            continue
        said = [random.choice(OPENINGS), *random.sample(phrases, random.choice((1, 1, 2, 3))), random.choice(PLACES)]
        yield " ".join([*said, random.choice(ENDINGS)])
