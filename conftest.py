"""Fixtures for the whole suite: a fresh database for each test that asks, cloned from a template.

Tests commit for real: triggers, locks, other threads and other processes see what they would see in the
centre. Nothing is rolled back and nothing is truncated (the journal refuses it); the clone is dropped.
"""

import os

from hypothesis import HealthCheck, settings

from tests.databases import cluster, database, demo_database, demo_template, django_db_setup, template

__all__ = ["cluster", "database", "demo_database", "demo_template", "django_db_setup", "template"]

# A person's run looks for examples nobody thought of; the run that decides about landing gives the same answer twice.
# Neither judges how busy the machine is.
settings.register_profile("person", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("person"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "person")
