from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.forms.tags import TagsField
from candidates.models import Candidate, Pool, PoolMember


class PoolForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a pool is called and what it is for."""

    class Meta:
        model = Pool
        fields = ["name", "about"]
        widgets = {"about": forms.Textarea(attrs={"rows": 2})}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        same = Pool.objects.called(name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_t("There is a pool of this name already."))
        return name

    def keep(self, columns: list[str] | None = None) -> bool:
        """Saves it, unless somebody has taken the name at this very moment."""
        try:
            with transaction.atomic():
                self.instance.save(update_fields=columns)
        except IntegrityError:
            self.add_error("name", _t("There is a pool of this name already."))
            return False
        return True


class JoiningForm(forms.Form):
    """Into which pool by hand somebody is put, and why."""

    pool = forms.ModelChoiceField(label=_("Pool"), queryset=Pool.objects.none(), empty_label="")
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, candidate: Candidate | None = None) -> None:
        super().__init__(data)
        pools = Pool.objects.by_hand()
        if candidate is not None:
            there = PoolMember.objects.filter(candidate=candidate)
            pools = pools.exclude(pk__in=there.values("pool"))
        field = self.fields["pool"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = pools


class TagsForm(forms.Form):
    """All tags of one candidate."""

    tags = TagsField(label=_("Tags"), required=False)
