from __future__ import annotations

import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client as Browser

from candidates.cells import SAID
from candidates.columns import COLUMNS, shown
from candidates.criteria import said
from candidates.finding.wanted import Wanted
from candidates.forms.filter import FilterForm
from candidates.models import Candidate, OwnList, Pool, SavedSearch
from tests.cast import MONDAY, NOW, Cast, person

EVERYTHING = (
    "q=payroll&skill=Hogia&skill=SQL&match=any&city=Lund&km=25&country=SE&kind=interim&free=month"
    "&pay_to=9500&currency=SEK&per=day&language=pl&stage=interviewed&contacted_after=90d"
    "&notice=given&tag=hr&sort=newest"
)


def words(query: str) -> list[str]:
    return [one.words for one in said(Wanted.from_query(QueryDict(query)))]


def test_every_criterion_is_said_in_words(cast: Cast) -> None:
    pool = Pool.objects.create(name="Soon", made_by=cast.nina)
    assert words(f"{EVERYTHING}&owner={cast.lea.pk}&pool={pool.pk}") == [
        "“payroll”",
        "Hogia",
        "SQL",
        "any of these skills is enough",
        "Lund and 25 km around",
        "Sweden",
        "Interim",
        "free within a month",
        "can be had for up to SEK 9,500 a day",
        "language: Polish",
        "now: Interviewed",
        "last word 90 days ago or later",
        "looked after by Lea Dahl",
        "pool: Soon",
        "has the privacy notice",
        "#hr",
    ]


def test_what_is_gone_is_said_to_be_gone(cast: Cast) -> None:
    assert words("owner=999999&pool=999999&contact=never&free=2027-03-01") == [
        "free by 1 Mar 2027",
        "never had a word from us",
        "looked after by somebody who is gone",
        "pool: one that is gone",
    ]


def test_each_chip_takes_away_one_criterion(nina: Browser) -> None:
    page = nina.get("/candidates/?skill=Hogia&skill=SQL&city=Lund&tag=hr")
    without = [one.without for one in page.context["criteria"]]
    assert without == [
        "skill=SQL&city=Lund&tag=hr",
        "skill=Hogia&city=Lund&tag=hr",
        "skill=Hogia&skill=SQL&tag=hr",
        "skill=Hogia&skill=SQL&city=Lund",
    ]
    assert "Take away: Hogia" in page.content.decode()
    pay = nina.get("/candidates/?pay_to=9500&currency=SEK&per=day&tag=hr").context["criteria"]
    assert [one.without for one in pay] == ["tag=hr", "pay_to=9500.00&currency=SEK&per=day"]


def test_all_filters_are_one_form_that_knows_what_is_asked(nina: Browser, cast: Cast) -> None:
    pool = Pool.objects.create(name="Soon", made_by=cast.nina)
    address = f"/candidates/filters/?{EVERYTHING}&owner={cast.lea.pk}&pool={pool.pk}"
    page = nina.get(address).content.decode()
    assert 'value="Hogia, SQL"' in page
    assert 'value="9500"' in page
    for chosen in ("any", "25", "SE", "month", "SEK", "day", "90d", "given", str(pool.pk)):
        assert f'<option value="{chosen}" selected' in page
    for ticked in ("pl", "interim", "interviewed"):
        assert re.search(f'value="{ticked}"[^>]* checked', page)
    assert 'name="sort" value="newest"' in page


def test_a_day_in_the_address_stays_in_the_form(nina: Browser) -> None:
    page = nina.get("/candidates/filters/?free=2027-03-01&km=77&city=Lund").content.decode()
    assert '<option value="2027-03-01" selected' in page
    assert '<option value="77" selected' in page


def test_columns_are_chosen_and_kept(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        tags=["hr"], last_contact_at=MONDAY, languages=["pl"]
    )
    chosen = ["contact", "owner", "languages", "tags"]
    nina.post("/candidates/columns/", {"columns": chosen})
    page = nina.get("/candidates/", {"q": "krantz"})
    assert [one.column.name for one in page.context["columns"]] == chosen
    for seen in ("Last contact", "Nina Lind", "Polish", ">hr<"):
        assert seen in page.content.decode()
    nina.post("/candidates/columns/", {"columns": []})
    usual = nina.get("/candidates/").context["columns"]
    assert [one.column.name for one in usual] == ["skills", "place", "available"]


def test_more_columns_than_there_is_room_for_are_refused(nina: Browser) -> None:
    answer = nina.post("/candidates/columns/", {"columns": [one.name for one in COLUMNS]})
    assert answer.status_code == 422
    assert "At most 5 columns, please." in answer.content.decode()
    assert not OwnList.objects.exists()


def test_every_column_has_something_to_say(cast: Cast) -> None:
    assert {column.name for column in COLUMNS} == SAID.keys()
    assert [one.column.name for one in shown(["gone", "tags"])] == ["tags"]


def test_where_they_stand_leaves_out_what_is_hidden(nina: Browser, cast: Cast) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    cast.data_engineer(confidential=True).add(cast.jonas, by=cast.rasmus, at=MONDAY)
    nina.post("/candidates/columns/", {"columns": ["stage"]})
    page = nina.get("/candidates/", {"q": "krantz"}).content.decode()
    assert "Identified · Interim payroll manager" in page
    assert "Data engineer" not in page.replace("Data engineer</div>", "")


def test_the_order_is_chosen(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.amira.pk).update(available_on=date(2026, 12, 1))
    Candidate.objects.filter(pk=cast.ewa.pk).update(last_contact_at=NOW)

    def first(sort: str) -> str:
        page = nina.get("/candidates/", {"sort": sort})
        return str(page.context["found"].rows[0].first_name)

    assert (first("name"), first("available"), first("contact")) == ("Amira", "Amira", "Ewa")
    page = nina.get("/candidates/", {"q": "payroll", "sort": "newest"}).content.decode()
    assert '<option value="newest" selected>' in page


def test_a_saved_search_that_is_open_can_be_kept_as_it_is_now(nina: Browser, cast: Cast) -> None:
    search = SavedSearch.objects.create(owner=cast.nina, name="Lund", wanted={"city": "Lund"})
    page = nina.get(f"/candidates/?city=Malm%C3%B6&search={search.pk}").content.decode()
    assert "Keep it as “Lund”" in page
    nina.force_login(cast.rasmus)
    page = nina.get(f"/candidates/?city=Malm%C3%B6&search={search.pk}").content.decode()
    assert "Keep it as" not in page


def test_typing_answers_with_the_rows_alone(nina: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Target": "rows"}
    page = nina.get("/candidates/", {"q": "krantz"}, headers=headers).content.decode()
    assert page.strip().startswith('<div id="rows"')
    assert "1 person" in page


@pytest.mark.parametrize("columns", [[], ["stage", "owner", "contact", "tags", "pay"]])
def test_the_list_asks_few_questions_with_any_columns(
    nina: Browser, cast: Cast, columns: list[str], django_assert_max_num_queries: object
) -> None:
    cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    OwnList.objects.create(user=cast.nina, columns=columns)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        nina.get("/candidates/", {"q": "payroll"})
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        found = nina.get("/candidates/", {"q": "jonnas kranz"}).context["found"]
    assert [str(one) for one in found.rows] == ["Jonas Krantz"]
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        nina.get("/candidates/", {"skill": "Hogia", "city": "Lund", "km": "25"})


def test_why_somebody_was_found_is_marked(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.ewa.pk).update(about="Did <b>payrolls</b> in Agda")
    page = nina.get("/candidates/", {"q": "payroll"}).content.decode()
    assert "<mark>payrolls</mark>" in page
    assert "<b>payroll" not in page


def test_a_form_that_leaves_fields_empty_has_a_short_address(nina: Browser) -> None:
    answer = nina.get("/candidates/?q=&skill=Hogia%2C+SQL&city=&km=25&sort=")
    assert answer["Location"] == "/candidates/?skill=Hogia&skill=SQL"


def test_either_of_two_words_is_asked_for_in_the_readers_own_language(
    nina: Browser, cast: Cast
) -> None:
    Candidate.objects.filter(pk=cast.ewa.pk).update(about="Knows Agda")
    Candidate.objects.filter(pk=cast.amira.pk).update(about="Knows Terraform")
    assert 'name="typed_in"' not in nina.get("/candidates/").content.decode()
    type(cast.nina).objects.filter(pk=cast.nina.pk).update(language="sv")
    for address in ("/candidates/", "/candidates/filters/"):
        assert 'name="typed_in" value="sv"' in nina.get(address).content.decode()
    typed = {"q": "agda eller terraform", "typed_in": "sv"}
    page = nina.get("/candidates/", typed)
    assert {one.first_name for one in page.context["found"].rows} == {"Ewa", "Amira"}
    assert page.context["query"] == "q=agda+or+terraform"
    assert not nina.get("/candidates/", {"q": typed["q"]}).context["found"].rows


def test_a_contact_has_no_list(client: Browser, cast: Cast) -> None:
    client.force_login(person("Clara Contact", "client"))  # type: ignore[arg-type]
    assert client.get("/candidates/").status_code == 403


def test_languages_that_are_asked_for_stand_where_the_box_begins(cast: Cast) -> None:
    form = FilterForm(Wanted.from_query(QueryDict("language=ar")))
    first = [code for code, _name in form.fields["language"].choices][:7]  # type: ignore[attr-defined]
    assert first == ["ar", "nl", "en", "fr", "de", "pl", "sv"]
