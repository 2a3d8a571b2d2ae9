from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max

from accounts.models import Agency, User
from processes.models.letter_text import LANGUAGES

FOLDER = Path(__file__).resolve().parent.parent / "vacancies" / "privacy"
AGENCY, ADDRESS = "{agency}", "{email}"
WITH_ADDRESS = re.compile(r" ?[^.\n]*\{email\}[^.\n]*\.")  # a sentence


class PrivacyTextQuerySet(models.QuerySet["PrivacyText"]):
    def in_force(self, language: str) -> PrivacyText:
        """The newest version in this language; the product's own, not kept yet, before any is."""
        found = self.filter(language=language).order_by("-version").first()
        return found or PrivacyText(language=language, version=1, text=default_text(language))

    def shown(self, language: str, version: int | None, *, at: datetime) -> PrivacyText:
        """The version that somebody had before their eyes, kept as it stood; else the newest."""
        read = self.filter(language=language, version=version or 0).first()
        text = read or self.in_force(language)
        if text.pk is None:
            text, _made = self.get_or_create(
                language=language, version=1, defaults={"text": text.text, "at": at}
            )
        return text

    def versions(self, language: str) -> PrivacyTextQuerySet:
        return self.filter(language=language).select_related("by").order_by("-version")

    @transaction.atomic
    def write(self, language: str, text: str, *, by: User, at: datetime) -> PrivacyText:
        """A new version from now on; the same words again make none. Older ones stay as read."""
        # Whoever writes at the same moment waits here.
        Agency.objects.select_for_update().get(pk=Agency.current().pk)
        now = self.in_force(language)
        if now.text.split() == text.split():
            return now
        if now.pk is None:  # the product's own was in force until now
            self.shown(language, 1, at=at)
        last = self.filter(language=language).aggregate(last=Max("version"))["last"]
        return self.create(language=language, version=last + 1, text=text, by=by, at=at)


class PrivacyText(models.Model):
    """What whoever applies reads of how we keep what they send: one version, never changed.

    ``{agency}`` and ``{email}`` stand for the agency's name and address, as they are when read.
    """

    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PrivacyTextQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["language", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "version"], name="one_privacy_text_per_version_and_language"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES),
                name="a_privacy_text_speaks_our_languages",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(version__gt=0),
                name="a_privacy_text_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"

    @property
    def words(self) -> str:
        """As it is read, with the agency in it; without an address nothing names one."""
        agency = Agency.current()
        text = self.text if agency.email else WITH_ADDRESS.sub("", self.text)
        return text.replace(AGENCY, agency.name).replace(ADDRESS, agency.email)


@cache
def default_text(language: str) -> str:
    spoken = language if language in LANGUAGES else "en"
    return (FOLDER / f"{spoken}.txt").read_text(encoding="utf-8").strip()
