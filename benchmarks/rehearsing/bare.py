"""The limit: nothing but classification, twice a report. `python -m benchmarks.rehearsing.bare COUNT`."""

import sys
import time

import django

django.setup()  # the rules say what is wrong with them in the reader's language

from benchmarks.rehearsing.texts import texts  # noqa: E402
from sop.classify import classify  # noqa: E402
from sop.library import bundled_rules  # noqa: E402

if __name__ == "__main__":
    rules, said = bundled_rules(), list(texts(int(sys.argv[1])))
    began = time.perf_counter()
    for text in said:
        classify(text, {}, rules)
        classify(text, {}, rules)
    print(len(said) / (time.perf_counter() - began))
