"""Run by the Python of doccano: its server on a port of this machine, its tasks done where they are asked.

Argument: the port. ``DOCCANO_HOME`` is where its database is. doccano's own command listens to every network.
"""

import sys
from wsgiref.simple_server import make_server

NAME, PASSWORD = "ann", "only-for-this-test"


def main(port: int) -> None:
    """Serves until it is stopped."""
    import backend.cli  # noqa: F401 - puts doccano's packages on the path, and names its settings
    import django

    django.setup()
    from config.celery import app
    from django.contrib.auth.models import User
    from django.core import management
    from django.core.wsgi import get_wsgi_application

    app.conf.update(task_always_eager=True, task_store_eager_result=True)
    management.call_command("migrate", verbosity=0)
    management.call_command("create_roles", verbosity=0)
    User.objects.create_superuser(NAME, "ann@example.org", PASSWORD)
    make_server("127.0.0.1", port, get_wsgi_application()).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
