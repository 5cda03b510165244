"""What the centre promises of its speed and its judgement, measured."""

import os

# The rules say what is wrong with them in the reader's language, which is a setting.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psc.settings")
