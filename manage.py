#!/usr/bin/env python
"""Django's command line, and the product's own commands: serve, tick, demo, import_batch."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recruitcrm.settings")
    # What PostgreSQL calls us, and the trail where nobody said who acts.
    os.environ.setdefault("PGAPPNAME", " ".join(["manage.py", *sys.argv[1:2]]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
