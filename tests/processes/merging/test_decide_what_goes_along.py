"""Whoever adds a relation or a column decides what a merge does with it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from candidates.models import Candidate
from processes.merging.candidacies import FILLED_UP
from processes.merging.facts import FACTS, OF_THE_RECORD, RECKONED
from processes.merging.relations import BY_TYPE, OF_CANDIDACIES, OF_CANDIDATES, STAYS_BY_TYPE, Way
from processes.models import Candidacy


def hanging_on(model: type[models.Model]) -> set[str]:
    fields: list[Any] = model._meta.get_fields(include_hidden=True)
    return {
        f"{field.related_model._meta.label}.{field.field.name}"
        for field in fields
        if field.auto_created and field.is_relation and not field.concrete
    }


@pytest.mark.parametrize(
    ("model", "decided"), [(Candidate, OF_CANDIDATES), (Candidacy, OF_CANDIDACIES)]
)
def test_every_relation_has_its_decision(model: type[models.Model], decided: Any) -> None:
    assert hanging_on(model) == set(decided)


def test_every_relation_by_type_and_number_has_its_columns() -> None:
    found = {
        f"{model._meta.label}.{field.name}": (field.ct_field, field.fk_field)
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    }
    typed = {
        name: (apps.get_model(name.rpartition(".")[0])._meta.get_field(column).name, number)
        for name, (column, number) in BY_TYPE.items()
    }
    assert typed == {name: said for name, said in found.items() if name not in STAYS_BY_TYPE}
    assert set(found) >= STAYS_BY_TYPE


def test_every_column_of_a_candidate_is_chosen_or_reckoned() -> None:
    columns = [
        field.attname
        for field in Candidate._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
    ]
    chosen = [column for fact in FACTS for column in fact.columns]
    assert sorted([*chosen, *RECKONED, *OF_THE_RECORD]) == sorted(columns)


def test_what_is_there_once_is_known_by_columns_that_exist() -> None:
    for name, decision in (OF_CANDIDATES | OF_CANDIDACIES).items():
        model = apps.get_model(name.rpartition(".")[0])
        attnames = {field.attname for field in model._meta.concrete_fields}
        assert set(decision.once_per) <= attnames
        assert bool(decision.once_per) == (decision.way is Way.ONCE)
    candidacy = {field.attname for field in Candidacy._meta.concrete_fields}
    assert {column for columns in FILLED_UP for column in columns} <= candidacy
