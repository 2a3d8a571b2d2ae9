from __future__ import annotations

from django.test import Client as Browser

from clients.models import Client
from tests.cast import Cast


def test_the_list_says_who_decides_and_how_much_is_open(nina: Browser, cast: Cast) -> None:
    cast.payroll()
    page = nina.get("/clients/").content.decode()
    assert "Nordvik Energi" in page
    assert "Sara Berg decides" in page
    assert "1 open assignment" in page
    assert "nothing open" in page  # Lumen


def test_part_of_a_name_is_enough_and_accents_do_not_matter(nina: Browser, cast: Cast) -> None:
    Client.objects.create(name="Åkesson & Söner", owner=cast.nina)
    page = nina.get("/clients/", {"q": "soner ake"}).content.decode()
    assert "Åkesson &amp; Söner" in page
    assert "Nordvik" not in page


def test_typing_brings_the_rows_only(nina: Browser) -> None:
    page = nina.get(
        "/clients/", {"q": "nord"}, headers={"HX-Request": "true", "HX-Target": "rows"}
    ).content.decode()
    assert "Nordvik Energi" in page
    assert "<html" not in page


def test_going_back_in_the_browser_brings_the_whole_page(nina: Browser) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    answer = nina.get("/clients/", headers=headers)
    assert "<html" in answer.content.decode()
    assert "HX-Request" in answer.headers["Vary"]


def test_nobody_found_says_so_with_the_words_typed_made_harmless(nina: Browser) -> None:
    page = nina.get("/clients/", {"q": "<script>"}).content.decode()
    assert "No client is called" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_fifty_clients_a_page_forth_and_back(nina: Browser, cast: Cast) -> None:
    Client.objects.bulk_create(
        Client(name=f"Company {number:03}", owner=cast.nina) for number in range(120)
    )
    first = nina.get("/clients/").context["page"]
    second = nina.get("/clients/", {"after": first.after}).context["page"]
    back = nina.get("/clients/", {"before": second.before}).context["page"]
    assert [str(one) for one in first.rows] == [f"Company {number:03}" for number in range(50)]
    assert [str(one) for one in second.rows] == [
        f"Company {number:03}" for number in range(50, 100)
    ]
    assert back.rows == first.rows
    assert back.before is None


def test_a_page_that_starts_nowhere_is_the_first_one(nina: Browser) -> None:
    for after in ("0", "-1", "x", "9" * 40, "²"):
        assert len(nina.get("/clients/", {"after": after}).context["page"].rows) == 2


def test_the_list_asks_few_questions(
    nina: Browser, cast: Cast, django_assert_max_num_queries: object
) -> None:
    cast.payroll()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        nina.get("/clients/")
