"""The three layouts of ../shared/data/cvs, held against the content that they were made of."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from candidates.file_texts import read_file
from candidates.reading import Reading, read

CVS = Path(settings.BASE_DIR).parent / "shared" / "data" / "cvs"
LAYOUTS = ["Classic", "Harvard", "Moderncv"]
if not CVS.exists():
    pytest.skip("the CVs lie beside the project, in ../shared/data", allow_module_level=True)
NETWORKS = {"LinkedIn": "https://linkedin.com/in/", "GitHub": "https://github.com/"}


@cache
def meant() -> set[tuple[str, str]]:
    """Every field that we read, with each value that the CV was made of."""
    written = yaml.safe_load((CVS / "classic.yaml").read_text(encoding="utf-8"))
    cv: dict[str, Any] = written["cv"]
    first, last = cv["name"].split()
    fields = {("first_name", first), ("last_name", last), ("email", cv["email"])}
    fields.add(("profile_link", cv["website"].rstrip("/")))
    for one in cv["social_networks"]:
        fields.add(("profile_link", NETWORKS[one["network"]] + one["username"]))
    for line in cv["sections"]["skills"]:
        fields |= {("skills", skill.strip().casefold()) for skill in line["details"].split(",")}
    return fields


@cache
def found(layout: str) -> Reading:
    with (CVS / f"{layout}.pdf").open("rb") as file:
        return read(read_file(file, ".pdf").text, country="US")


def proposed(layout: str) -> set[tuple[str, str]]:
    return {
        (one.field, one.value.casefold() if one.field == "skills" else one.value.rstrip("/"))
        for one in found(layout).proposals
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_of_the_cv_is_found(layout: str) -> None:
    """25 of 25 in each layout: a share below that says which are missing."""
    missing = meant() - proposed(layout)
    assert not missing, f"{1 - len(missing) / len(meant()):.0%} of {len(meant())} fields"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_little_is_proposed_that_the_cv_does_not_list(layout: str) -> None:
    more = {value for field, value in proposed(layout) - meant() if field != "profile_link"}
    assert more <= {"azure", "deep learning", "machine learning"}  # named in its sentences
    assert found(layout).of("phone") == found(layout).of("languages") == []
