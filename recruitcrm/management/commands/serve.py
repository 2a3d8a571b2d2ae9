from __future__ import annotations

import os
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from portal.wall import building
from recruitcrm.demo import SIGN_INS
from recruitcrm.embedded import PostgreSQL, Redis, Server
from recruitcrm.supervisor import (
    CannotRun,
    Child,
    Ended,
    keep_alive,
    only_run,
    running,
    say,
    see_that_port_is_free,
)


class Command(BaseCommand):
    help = "Runs the whole product on this machine: servers, web, worker and ticker."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            with only_run(settings.VAR_DIR):
                self.run(began)
        except (Ended, KeyboardInterrupt):
            say("everything has ended")
        except CannotRun as refusal:
            self.stderr.write(f"\n{refusal}\n")
            sys.exit(1)

    def run(self, began: float) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        see_that_port_is_free(host, port)
        servers: list[Server] = []
        if settings.OWN_POSTGRESQL:
            servers.append(PostgreSQL(settings.VAR_DIR / "postgres"))
        if settings.OWN_REDIS:
            servers.append(Redis(settings.VAR_DIR / "redis"))
        with running(servers):
            self.migrate()
            if settings.DEMO and not User.objects.exists():
                say("loading the demo agency")
                call_command("demo", verbosity=0)  # who can sign in is said at the end
            connections.close_all()
            logs = settings.VAR_DIR / "log"
            logs.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, str(settings.BASE_DIR / "manage.py")]
            children = [
                Child("web", [sys.executable, "-m", "gunicorn", "recruitcrm.wsgi"], logs),
                Child("worker", [*command, "work"], logs),
                Child("ticker", [*command, "ticker"], logs),
            ]
            say(f"starting web server, worker and ticker (logs: {os.path.relpath(logs)}/)")
            keep_alive(children, servers, lambda: self.announce(began))

    def migrate(self) -> None:
        executor = MigrationExecutor(connections["default"])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            say(f"migrating the database ({len(plan)} steps)")
        if plan or not building.is_standing():
            call_command("migrate", interactive=False, verbosity=0)

    def announce(self, began: float) -> None:
        say(f"ready in {time.monotonic() - began:.1f} s:  {settings.BASE_URL}/   (Ctrl-C ends it)")
        known = set(User.objects.filter(is_active=True).values_list("email", flat=True))
        connections.close_all()
        demo = [row for row in SIGN_INS if row[0] in known]
        if demo:
            say("who can sign in:")
        for email, password, role, name in demo:
            say(f"  {name:<14} {role:<10} {email:<30} {password}")
