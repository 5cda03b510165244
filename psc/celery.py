"""The Celery application: `celery -A psc worker`, `celery -A psc beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psc.settings")

app = Celery("psc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
