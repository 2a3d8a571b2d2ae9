from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts.trail.acting import say_to_new

        connection_created.connect(say_to_new, dispatch_uid="say who acts")
