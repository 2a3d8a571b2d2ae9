from django.apps import AppConfig


class RecruitcrmConfig(AppConfig):
    name = "recruitcrm"

    def ready(self) -> None:
        from recruitcrm.demo import guard  # noqa: F401 (registers its check)
