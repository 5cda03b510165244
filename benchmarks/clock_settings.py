"""The centre's settings, with one kind of limit more: the benchmark's own."""

from psc.settings import *  # noqa: F403
from psc.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.ticking"]
