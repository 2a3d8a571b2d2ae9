"""The admin chooses who gets the reports of a client: languages, strangers, somebody new."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clients.models import Contact
from processes.models import ReportSchedule
from tests.processes.reports.test_report_schedules_page import PAGE, filled

pytestmark = pytest.mark.django_db
STRANGE = "Nobody else at Nordvik Energi is known to have an address at nordvlk.example."


@pytest.fixture
def stranger(cast) -> Contact:
    return Contact.objects.create(
        client=cast.nordvik, first_name="Maja", last_name="Ek", email="maja.ek@nordvlk.example"
    )


@pytest.fixture
def save(cast, client):
    """Posts the exception for Nordvik, new or once more."""
    client.force_login(cast.ada)
    cast.payroll(at=timezone.now())

    def post(**typed: object):
        found = ReportSchedule.objects.filter(client=cast.nordvik).first()
        address = f"{found.pk}/" if found else f"new/?client={cast.nordvik.pk}"
        return client.post(PAGE + address, filled(**typed))

    return post


def chosen(cast) -> dict[str, str]:
    schedule = ReportSchedule.objects.get(client=cast.nordvik)
    return {row.contact.first_name: row.language for row in schedule.chosen.all()}


def test_each_reader_in_a_language_chosen_here_or_their_own(cast, client, save):
    both = [cast.sara.pk, cast.hugo.pk]
    typed = {f"language_{cast.sara.pk}": "sv", f"language_{cast.hugo.pk}": ""}
    assert save(recipients=both, **typed).status_code == 302
    assert chosen(cast) == {"Sara": "sv", "Hugo": ""}
    page = client.get(PAGE).content.decode()
    assert "Sara Berg" in page and "Swedish" in page
    assert save(recipients=[cast.hugo.pk], **{f"language_{cast.hugo.pk}": "pl"}).status_code == 302
    assert chosen(cast) == {"Hugo": "pl"}


def test_an_address_at_a_strange_domain_asks_first_and_nothing_is_saved(cast, save, stranger):
    answer = save(recipients=[cast.sara.pk, stranger.pk], **{f"language_{cast.sara.pk}": "pl"})
    page = answer.content.decode()
    assert answer.status_code == 422 and STRANGE in page
    assert "maja.ek@nordvlk.example is right" in page
    assert page.count(" checked") >= 2 and '<option value="pl" selected>' in page
    assert not ReportSchedule.objects.exceptions().exists()


def test_a_confirmed_address_is_kept_with_who_confirmed_it_and_asked_for_once(cast, save, stranger):
    answer = save(recipients=[stranger.pk], confirmed=[stranger.pk])
    assert answer.status_code == 302
    row = ReportSchedule.objects.get(client=cast.nordvik).chosen.get()
    assert (row.contact, row.confirmed_by) == (stranger, cast.ada)
    confirmed_at = row.confirmed_at
    assert confirmed_at is not None
    assert save(recipients=[stranger.pk, cast.sara.pk]).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_at == confirmed_at
    assert chosen(cast) == {"Maja": "", "Sara": ""}


def test_confirming_another_address_confirms_nothing(cast, save, stranger):
    answer = save(recipients=[stranger.pk], confirmed=[cast.sara.pk, "new"])
    assert answer.status_code == 422


def test_whoever_decides_hears_of_it_anyway_and_is_not_asked_about(cast, save):
    cast.sara.email = "sara.berg@gmail.com"
    cast.sara.save()
    assert save(recipients=[cast.sara.pk]).status_code == 302


def test_a_provider_open_to_anybody_is_named_as_such(save):
    answer = save(new_first_name="Maja", new_email="maja@gmail.com")
    assert answer.status_code == 422
    assert "Anybody can have an address at gmail.com." in answer.content.decode()


def test_somebody_new_becomes_a_contact_and_a_reader(cast, save):
    new = {"new_first_name": "Maja", "new_last_name": "Ek", "new_email": "maja@nordvik.example"}
    assert save(recipients=[cast.sara.pk], new_language="sv", **new).status_code == 302
    maja = Contact.objects.get(first_name="Maja")
    assert (maja.client, maja.language, maja.is_active) == (cast.nordvik, "sv", True)
    assert chosen(cast) == {"Sara": "", "Maja": ""}


def test_somebody_new_at_a_strange_domain_is_confirmed_too(cast, save):
    new = {"new_first_name": "Maja", "new_email": "maja@nordvlk.example"}
    answer = save(**new)
    assert answer.status_code == 422 and STRANGE in answer.content.decode()
    assert 'value="maja@nordvlk.example"' in answer.content.decode()
    assert not Contact.objects.filter(first_name="Maja").exists()
    assert 'value="new:maja@nordvlk.example"' in answer.content.decode()
    assert save(confirmed=["new:maja@nordvlk.example"], **new).status_code == 302
    row = ReportSchedule.objects.get(client=cast.nordvik).chosen.get()
    assert (row.contact.email, row.confirmed_by) == ("maja@nordvlk.example", cast.ada)


def test_an_address_changed_behind_the_confirmation_of_another_is_asked_about(save):
    new = {"new_first_name": "Maja", "new_email": "maja@n0rdvik.example"}
    answer = save(confirmed=["new:maja@nordvlk.example"], **new)
    assert answer.status_code == 422 and "n0rdvik.example" in answer.content.decode()
    assert not Contact.objects.filter(first_name="Maja").exists()


def test_the_address_of_somebody_who_is_there_already_chooses_them(cast, save):
    assert save(new_email="HUGO.FALK@nordvik.example").status_code == 302
    assert chosen(cast) == {"Hugo": ""}
    assert cast.nordvik.contacts.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"new_first_name": "Maja"}, "Without an address no report can be sent."),
        ({"new_email": "maja@nordvik.example"}, "Whom does this address belong to?"),
        ({"new_first_name": "Maja", "new_email": "maja at nordvik"}, "Enter a valid email"),
        ({"new_first_name": "Hugo", "new_email": "hugo.falk@nordvik.example"}, "who has left"),
        ({"recipients": ["9" * 30]}, "must be a contact of that client"),
        ({"recipients": ["x"]}, "must be a contact of that client"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, save, typed, said):
    cast.leaves(cast.hugo)
    answer = save(**typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ReportSchedule.objects.exceptions().exists()


def test_of_many_contacts_those_chosen_are_shown_and_some_others(
    cast, client, save, django_assert_max_num_queries
):
    Contact.objects.bulk_create(
        Contact(client=cast.nordvik, first_name=f"A{n}", email=f"a{n}@nordvik.example")
        for n in range(60)
    )
    zoe = Contact.objects.create(client=cast.nordvik, first_name="Zoë", email="zoe@nordvik.example")
    assert save(recipients=[zoe.pk]).status_code == 302
    schedule = ReportSchedule.objects.get(client=cast.nordvik)
    with django_assert_max_num_queries(18):
        page = client.get(f"{PAGE}{schedule.pk}/").content.decode()
    assert page.count('name="recipients"') == 40 and "zoe@nordvik.example" in page
    assert "There are more people than are shown." in page
