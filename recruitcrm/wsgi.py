"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitcrm.settings")
application = get_wsgi_application()

from accounts.trail.checks import tell_if_unrecorded  # noqa: E402  (settings come first)
from portal.wall.checks import refuse_without_wall  # noqa: E402
from recruitcrm.demo.guard import refuse_demo_in_production  # noqa: E402

refuse_demo_in_production()
refuse_without_wall()
tell_if_unrecorded()  # both close the connection: gunicorn forks behind this
