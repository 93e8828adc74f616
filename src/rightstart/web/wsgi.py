"""The pages as one application, as the server that `rightstart serve` starts wants it."""

from django.core.wsgi import get_wsgi_application

import rightstart.engine.ignition  # noqa: F401 - makes Django ready

application = get_wsgi_application()
