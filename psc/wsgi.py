"""Pages and the API, for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "psc.settings")

application = get_wsgi_application()

# Models can be imported once Django is set up, which the line above did.
from psc.warm import warm_up  # noqa: E402

warm_up()
