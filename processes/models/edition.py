from __future__ import annotations

from django.db import models
from django.db.models import Case, Value, When


class EditionQuerySet(models.QuerySet["Edition"]):
    def for_reader(self, language: str, *, otherwise: str) -> Edition | None:
        """The one in this language, else in the other, else the first there is."""
        nearest = Case(
            When(language=language, then=Value(0)),
            When(language=otherwise, then=Value(1)),
            default=Value(2),
        )
        return self.order_by(nearest, "pk").first()

    def languages(self) -> list[str]:
        return list(self.order_by("pk").values_list("language", flat=True))


class Edition(models.Model):
    """What a worker made of a frozen document in one language: never changed once it is there."""

    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    html = models.TextField()
    text = models.TextField()
    pdf = models.ForeignKey("mailings.Attachment", on_delete=models.PROTECT, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject} ({self.language})"
