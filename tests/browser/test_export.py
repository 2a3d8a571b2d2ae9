"""An admin takes everything out: asked for, written by the worker, fetched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.exporting.chores import do_export
from accounts.models import Export
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_admin_takes_everything_out(
    people: Cast, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(people.ada)
    page.keyboard.press("Control+k")
    page.keyboard.type("take every", delay=10)
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/exports/")
    page.get_by_role("button", name="Make an archive").click()
    row = page.get_by_role("listitem").filter(has_text="asked for by Ada Askvik")
    expect(row).to_contain_text("Waiting for a worker")
    do_export(Export.objects.get().pk, timezone.now())
    expect(row).to_contain_text("Ready")  # without a click: the page asks by itself
    with page.expect_download() as fetching:
        row.get_by_role("link", name="Fetch").click()
    fetching.value.save_as(tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert b"Lundqvist" in archive.read("tables/candidates_candidate.csv")
    row.get_by_role("button", name="Delete now").click()
    expect(row).to_contain_text("Deleted")
