from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

LONGEST = 80
MOST = 60


def written_skills(typed: str) -> list[str]:
    """What was typed between commas, semicolons or lines, each once whatever its case."""
    parts = typed.replace(";", ",").replace("\n", ",").split(",")
    skills: dict[str, str] = {}
    for part in parts:
        skill = " ".join(part.split())
        if skill:
            skills.setdefault(skill.casefold(), skill)
    return list(skills.values())


class SkillsField(forms.CharField):
    """Skills typed with commas between them, kept as a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != written_skills(data or "")

    def clean(self, value: Any) -> Any:
        skills = written_skills(super().clean(value))
        for skill in skills:
            if len(skill) > LONGEST:
                raise ValidationError(
                    _t("“%(skill)s …” is too long for one skill. Put commas between skills."),
                    params={"skill": skill[:30]},
                )
        if len(skills) > MOST:
            raise ValidationError(
                ngettext(
                    "At most %(count)d skill, please.", "At most %(count)d skills, please.", MOST
                ),
                params={"count": MOST},
            )
        return skills
