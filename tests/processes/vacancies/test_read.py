"""What anyone reads of a vacancy, people and machines; nothing of the agency's own words."""

from __future__ import annotations

import json
import re

from defusedxml import ElementTree
from django.test import Client as Browser

from processes.models import Assignment, Vacancy
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import Story


def posting(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    facts: dict[str, object] = json.loads(found[1])
    return facts


def test_the_page_says_what_the_role_is_and_what_it_pays(client: Browser, story: Story) -> None:
    answer = client.get(story.vacancy.get_absolute_url())
    page = answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    assert "PLN 18,000–22,000 a month" in page
    assert "<li>Airflow</li>" in page
    assert "2 days a week at home" in page
    assert not answer.cookies
    for secret in ("Lumen", "star", "Spark in production"):
        assert secret not in page


def test_the_client_is_named_where_somebody_ticked_it(client: Browser, story: Story) -> None:
    Vacancy.objects.update(names_client=True)
    page = client.get(story.vacancy.get_absolute_url()).content.decode()
    assert "Lumen Retail" in page
    assert posting(page)["hiringOrganization"] == {"@type": "Organization", "name": "Lumen Retail"}


def test_search_engines_get_the_same_facts(client: Browser, story: Story) -> None:
    facts = posting(client.get(story.vacancy.get_absolute_url()).content.decode())
    assert facts["@type"] == "JobPosting"
    assert facts["datePosted"] == "2026-11-16"
    assert facts["validThrough"] == "2027-01-31T23:59:59+01:00"
    assert facts["employmentType"] == ["FULL_TIME"]
    assert facts["directApply"] is True
    assert facts["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "PLN",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 18000,
            "maxValue": 22000,
            "unitText": "MONTH",
        },
    }
    address = {
        "@type": "PostalAddress",
        "addressCountry": "PL",
        "addressLocality": "Warszawa",
    }
    assert facts["jobLocation"] == {"@type": "Place", "address": address}
    assert "jobLocationType" not in facts


def test_from_home_alone_it_says_from_which_country(client: Browser, story: Story) -> None:
    Vacancy.objects.update(remote_days=5, place="")
    facts = posting(client.get(story.vacancy.get_absolute_url()).content.decode())
    assert facts["jobLocationType"] == "TELECOMMUTE"
    assert facts["applicantLocationRequirements"] == {"@type": "Country", "name": "PL"}
    assert "jobLocation" not in facts


def test_words_are_words_and_no_markup(client: Browser, story: Story) -> None:
    nasty = "</script><script>alert(1)</script>\x0b & more"
    Vacancy.objects.update(about=nasty, title="A <b>role</b>")
    page = client.get(story.vacancy.get_absolute_url()).content.decode()
    assert "alert(1)</script>" not in page
    assert "A &lt;b&gt;role" in page
    feed = ElementTree.fromstring(client.get("/jobs/feed.xml").content)
    assert "alert(1)" in (feed.findtext("job/description") or "")


def test_it_speaks_its_own_language_whoever_reads(client: Browser, story: Story) -> None:
    Vacancy.objects.update(language="pl")
    answer = client.get(story.vacancy.get_absolute_url(), headers={"Accept-Language": "en"})
    assert answer.headers["Content-Language"] == "pl"
    assert '<html lang="pl">' in answer.content.decode()


def test_the_list_names_the_newest_first_in_few_queries(
    client: Browser, story: Story, cast: Cast, django_assert_max_num_queries
) -> None:
    for title in ("Payroll manager", "Controller"):
        vacancy = Vacancy(assignment=cast.payroll())
        words = {"title": title, "language": "sv", "country": "SE", "contract": "contractor"}
        vacancy.write(at=NOW, about="A role", valid_until=story.vacancy.valid_until, **words)
        vacancy.publish(by=cast.nina, at=NOW)
    with django_assert_max_num_queries(4):
        page = client.get("/jobs/").content.decode()
    assert page.index("Controller") < page.index("Payroll manager") < page.index("Data engineer")


def test_job_boards_read_a_feed_and_ask_again_for_nothing(
    client: Browser, story: Story, cast: Cast
) -> None:
    answer = client.get("/jobs/feed.xml")
    (job,) = ElementTree.fromstring(answer.content).findall("job")
    assert job.findtext("salary") == "PLN 18,000–22,000 a month"
    assert job.findtext("company") == "Askvik & Partners"
    assert job.findtext("url") == story.vacancy.public_url
    assert job.findtext("remotetype") == "Hybrid remote"
    assert job.findtext("jobtype") == "fulltime"
    assert "max-age=300" in answer.headers["Cache-Control"]
    mark = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/jobs/feed.xml", headers=mark).status_code == 304
    Assignment.objects.filter(pk=story.assignment.pk).update(pay_to=23000)
    assert client.get("/jobs/feed.xml", headers=mark).status_code == 200


def test_what_a_job_board_reads_is_not_escaped(client: Browser, story: Story) -> None:
    Vacancy.objects.update(contract="contractor", title="R&D ]]> lead")
    page = client.get("/jobs/feed.xml").content.decode()
    assert "<description><![CDATA[<p><strong>The role</strong></p><p>" in page
    (job,) = ElementTree.fromstring(page.encode()).findall("job")
    assert job.findtext("title") == "R&D ]]> lead"
    assert job.findtext("jobtype") == "fulltime, contract"
    for needed in ("date", "referencenumber", "requisitionid", "city", "country", "description"):
        assert job.findtext(needed)


def test_a_board_that_says_its_name_is_where_people_were_found(
    client: Browser, story: Story
) -> None:
    page = client.get("/jobs/feed.xml?from=Indeed %26c").content
    (job,) = ElementTree.fromstring(page).findall("job")
    assert job.findtext("url") == f"{story.vacancy.public_url}?from=indeed-c"


def test_search_engines_are_asked_in_where_vacancies_are(client: Browser, story: Story) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Allow: /jobs/", "Disallow: /"} <= set(lines)
    urls = ElementTree.fromstring(client.get("/jobs/sitemap.xml").content)
    found = [one.text for one in urls.iter() if one.tag.endswith("loc")]
    assert found[-1] == story.vacancy.public_url
    assert len(found) == 2


def test_the_privacy_notice_is_read_in_each_language(client: Browser, cast: Cast) -> None:
    for language, word in (("en", "How long"), ("sv", "Hur länge"), ("pl", "Jak długo")):
        page = client.get(f"/jobs/privacy/{language}/").content.decode()
        assert word in page
        assert "Askvik &amp; Partners" in page
        assert "{" not in page.split("<main")[1].split("</main")[0]
    assert client.get("/jobs/privacy/xx/").status_code == 404
