from __future__ import annotations

from django.db import models

MOST_PICTURES = 8


class Previewed(models.Model):
    """Pictures of the first pages, drawn by a worker and kept beside the file."""

    # Under this name, made anew with each drawing, lie so many pictures; none is wanted twice. The
    # name is there before the first of them, so that those of a killed worker are found.
    preview_key = models.CharField(max_length=32, default="", db_default="", editable=False)
    preview_pages = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        abstract = True

    def picture(self, page: int) -> str:
        """The name in the storage of the picture of a page, counted from 1."""
        return picture_name(self.preview_key, page)

    def pictures(self) -> list[str]:
        """The names of its pictures; of all there can be where their drawing was broken off."""
        numbers = self.picture_numbers or range(1, MOST_PICTURES + 1)
        return [self.picture(page) for page in numbers] if self.preview_key else []

    @property
    def picture_numbers(self) -> range:
        return range(1, self.preview_pages + 1)


def picture_name(key: str, page: int) -> str:
    return f"previews/{key}-{page}.webp"
