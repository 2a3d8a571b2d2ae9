"""An admin brings a table in: a column is put right, errors are seen, and all of it goes back."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from candidates.models import Candidate
from processes.imports.chores import do_import
from processes.models import Event, Import
from tests.browser.conftest import DESK, PHONE
from tests.cast import Cast
from tests.processes.tables import written

TABLE = [
    ["Nr", "First name", "Last name", "Mejl", "City", "Phone"],
    ["1", "Olga", "Nyman", "olga@people.example", "Malmö", ""],
    ["2", "Łukasz", "Żak", "not an address", "Łódź", ""],
    ["3", "J.", "Krantz", "", "Lund", "070-123 45 67"],
]


def work(page: Page) -> None:
    """The worker does its part; the page asks by itself and sees it."""
    expect(page.get_by_text("A worker does this in the background")).to_be_visible()
    do_import(Import.objects.get().pk, timezone.now())
    expect(page.get_by_text("A worker does this in the background")).to_be_hidden()


def test_a_table_with_errors_comes_in_and_is_taken_back(
    people: Cast, sign_in: Callable[..., Page]
) -> None:
    Candidate.objects.filter(pk=people.jonas.pk).update(phone="+46 70 123 45 67")
    before = (Candidate.objects.count(), Event.objects.count())
    page = sign_in(people.ada, opens="/import/")
    content = written(TABLE, separator=";", encoding="cp1250")
    page.get_by_label("CSV or Excel files").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Read the files").click()
    work(page)
    expect(page.get_by_text("Windows, Central Europe")).to_be_visible()
    expect(page.get_by_text("not kept: Nr, Mejl")).to_be_visible()

    page.get_by_role("link", name="Columns people.csv").click()
    expect(page.get_by_text("olga@people.example")).to_be_visible()
    page.get_by_label("Mejl").select_option("E-mail")
    page.get_by_label("Nr").select_option("E-mail")
    page.get_by_role("button", name="Keep these columns").click()
    expect(page.get_by_text("was chosen for another column already")).to_be_visible()
    page.get_by_label("Nr").select_option("Number in the other system")
    page.get_by_role("button", name="Keep these columns").click()

    page.get_by_role("button", name="See what would happen").click()
    work(page)
    refused = page.get_by_role("row").filter(has_text="Enter a valid email address.")
    expect(refused).to_contain_text("Mejl")
    expect(page.get_by_role("heading", name="Perhaps here already")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.set_viewport_size(DESK)
    page.get_by_label("Is somebody new").check()
    page.get_by_role("button", name="Keep these choices").click()

    page.get_by_role("button", name="Take in 2 rows").click()
    work(page)
    assert Candidate.objects.filter(first_name="Olga", city="Malmö").exists()
    assert Candidate.objects.count() == before[0] + 2

    page.get_by_text("Take the whole import back").click()
    page.get_by_role("button", name="Take it back").click()
    work(page)
    expect(page.get_by_text("Taken back by Ada")).to_be_visible()
    assert (Candidate.objects.count(), Event.objects.count()) == before
