"""What becomes of two records that are made one, rule by rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from candidates.models import Candidate, Merge, NotTheSame
from mailings.models import Letter
from processes.importing.linking import Known
from processes.importing.row import Row
from processes.merging.uniting import CannotMerge, Plan, unite
from processes.models import Assignment, Candidacy, Event, FollowUp, ImportedRecord
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.processes.merging.people import (
    document,
    free,
    imported,
    in_pool,
    letter,
    talk,
    told_apart,
    twin,
)


def united(cast: Cast, same: Candidate, **sides: Any) -> Candidate:
    unite(cast.jonas, same, sides, by=cast.nina, at=NOW)
    return Candidate.objects.get(pk=cast.jonas.pk)


def test_what_is_known_counts_before_what_is_not_and_lists_are_united(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(
        skills=["Hogia", "Excel"], about="Met in May.", phone=""
    )
    same = twin(
        cast, skills=["excel", "SAP"], about="Applied in June.", phone="070-123 45 67", city="Umeå"
    )
    jonas = united(cast, same)
    assert jonas.full_name == "Jonas Krantz"
    assert jonas.email == "jonas.krantz@people.example"
    assert (jonas.phone, jonas.city) == ("070-123 45 67", "Umeå")
    assert jonas.skills == ["Hogia", "Excel", "SAP"]
    assert jonas.about == "Met in May.\n\nApplied in June."
    assert jonas.owner == cast.nina


def test_whose_word_counts_is_chosen_fact_by_fact(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(skills=["Hogia"], city="Gävle")
    same = twin(cast, skills=["SAP"], country="PL")
    jonas = united(cast, same, name="gone", email="gone", skills="gone", city="gone", owner="gone")
    assert (jonas.full_name, jonas.email) == ("Jonas Kranz", "jk@home.example")
    assert (jonas.skills, jonas.city, jonas.country) == (["SAP"], "", "SE")
    assert jonas.owner == cast.rasmus


def test_what_nobody_is_asked_about_is_reckoned(cast: Cast) -> None:
    earlier = MONDAY - timedelta(days=9)
    same = twin(
        cast,
        privacy_notice_at=earlier,
        privacy_notice_how="phone",
        shown_as="initials",
        told=["headline"],
        kept_until=date(2028, 1, 1),
    )
    Candidate.objects.filter(pk=same.pk).update(last_contact_at=NOW, created_at=earlier)
    same.refresh_from_db()
    jonas = united(cast, same)
    assert (jonas.privacy_notice_at, jonas.privacy_notice_how) == (earlier, "phone")
    assert (jonas.shown_as, jonas.told) == ("initials", ["headline"])
    assert (jonas.created_at, jonas.last_contact_at) == (earlier, NOW)
    assert jonas.kept_until == date(2028, 1, 1)


def test_the_other_record_stays_as_an_address_that_leads_on(cast: Cast) -> None:
    same = twin(cast)
    united(cast, same)
    same.refresh_from_db()
    assert (same.merged_into, same.merged_at, same.email) == (cast.jonas, NOW, "jk@home.example")
    assert same not in Candidate.objects.findable()


def test_everything_that_hangs_on_it_goes_along(cast: Cast) -> None:
    same = twin(cast)
    talk(cast, same)
    in_pool(cast, same, "Payroll")
    document(same, "cv.pdf", "a", preferred=True, text="Hogia")
    sent, row = letter(same, "a"), imported(same, "7")
    candidacy = cast.payroll().add(same, by=cast.nina, at=NOW)
    jonas = united(cast, same)
    assert [one.pk for one in jonas.candidacies.all()] == [candidacy.pk]
    assert {event.kind for event in jonas.events.all()} == {
        *("called", "candidate_added", "candidates_merged")
    }
    assert jonas.documents.get().preferred
    assert jonas.pool_memberships.get().pool.name == "Payroll"
    assert Letter.objects.get(pk=sent.pk).recipient == jonas
    assert ImportedRecord.objects.get(pk=row.pk).object == jonas
    assert not same.events.exists()


def test_a_letter_that_waits_still_goes_to_the_address_it_was_written_to(cast: Cast) -> None:
    same = twin(cast)
    sent = letter(same, "a")
    jonas = united(cast, same)
    assert jonas.email != sent.to
    assert jonas.accepts_letter(Letter.objects.get(pk=sent.pk))
    other = letter(twin(cast, email="somebody@else.example"), "b")
    assert not jonas.accepts_letter(other)


def test_what_both_have_is_there_once(cast: Cast) -> None:
    same = twin(cast)
    for one in (cast.jonas, same):
        document(one, "cv.pdf", "same", preferred=True)
        in_pool(cast, one, "Payroll")
    document(same, "newer.pdf", "other")
    jonas = united(cast, same)
    assert sorted(jonas.documents.values_list("name", "preferred")) == [
        ("cv.pdf", True),
        ("newer.pdf", False),
    ]
    assert jonas.pool_memberships.count() == 1


@pytest.mark.parametrize(("side", "days"), [("kept", 2), ("gone", 4)])
def test_when_they_are_free_is_said_once(cast: Cast, side: str, days: int) -> None:
    same = twin(cast)
    free(cast, cast.jonas, date(2027, 1, 2), 2)
    free(cast, same, date(2027, 1, 4), 4)
    jonas = united(cast, same, available_on=side)
    assert jonas.availability.days_a_week == days
    assert jonas.available_on == jonas.availability.free_from == date(2027, 1, days)
    assert not same.availability.is_open


def test_a_word_about_when_they_are_free_goes_along(cast: Cast) -> None:
    same = twin(cast)
    free(cast, same, date(2027, 1, 4), 4)
    jonas = united(cast, same, available_on="kept")
    assert jonas.available_on == jonas.availability.free_from == date(2027, 1, 4)


def test_a_contact_of_a_client_stays_one_candidate(cast: Cast) -> None:
    same = twin(cast, contact=cast.sara)
    assert united(cast, same).contact == cast.sara


def test_whoever_is_not_the_one_is_not_the_other(cast: Cast) -> None:
    same = twin(cast)
    told_apart(cast, same, cast.ewa)
    told_apart(cast, same, cast.jonas)
    united(cast, same)
    assert NotTheSame.objects.of(cast.jonas.pk, cast.ewa.pk).exists()
    assert not NotTheSame.objects.of(cast.jonas.pk, same.pk).exists()


def both_on(cast: Cast, stage: str, other: str) -> tuple[Assignment, Candidate]:
    same, payroll = twin(cast), cast.payroll()
    for person, to in ((cast.jonas, stage), (same, other)):
        candidacy = agrees(payroll.add(person, by=cast.nina, at=MONDAY, applied=person is same))
        for each in ["contacted", "interested", "interviewed", "presented"]:
            if candidacy.stage != to:
                candidacy.move_to(each, by=cast.nina, at=MONDAY)
    return payroll, same


def test_on_one_assignment_the_candidacy_that_went_further_stays(cast: Cast) -> None:
    payroll, same = both_on(cast, "contacted", "interviewed")
    further = Candidacy.objects.get(candidate=same)
    jonas = united(cast, same)
    only = payroll.candidacies.get()
    assert (only.pk, only.candidate, only.stage) == (further.pk, jonas, "interviewed")
    assert only.consents.standing().count() <= 1
    open_words = FollowUp.objects.waiting().filter(assignment=payroll, candidacy__isnull=False)
    subjects = [follow_up.subject for follow_up in open_words]
    assert len(subjects) == len(set(subjects))
    assert set(Event.objects.exclude(candidacy=None).values_list("candidacy", flat=True)) == {
        only.pk
    }


def test_what_the_other_candidacy_knew_is_kept(cast: Cast) -> None:
    payroll, same = both_on(cast, "interviewed", "contacted")
    united(cast, same)
    assert payroll.candidacies.get().applied_at == MONDAY


def test_two_who_were_both_presented_are_not_united_and_the_page_says_why(cast: Cast) -> None:
    _payroll, same = both_on(cast, "presented", "presented")
    with pytest.raises(CannotMerge, match="both have been presented"):
        united(cast, same)
    assert not Merge.objects.exists()


def test_one_that_ended_takes_nobody_out_of_play(cast: Cast) -> None:
    payroll, same = both_on(cast, "presented", "contacted")
    payroll.candidacies.get(candidate=cast.jonas).finish(
        "rejected", reason="experience", said_no="client", by=cast.nina, at=NOW
    )
    with pytest.raises(CannotMerge, match="in play"):
        united(cast, same)


def test_who_does_not_see_the_assignment_is_not_told_of_it(cast: Cast) -> None:
    payroll, same = both_on(cast, "presented", "presented")
    Assignment.objects.filter(pk=payroll.pk).update(confidential=True)
    plan = Plan.of(cast.jonas, same)
    assert plan.in_the_way(cast.rasmus) == ["Both are on an assignment that you do not see."]
    assert payroll.title in plan.in_the_way(cast.nina)[0]


@pytest.mark.parametrize("why", ["itself", "merged", "closed"])
def test_what_cannot_be_made_one(cast: Cast, why: str) -> None:
    same = cast.jonas if why == "itself" else twin(cast)
    if why == "merged":
        unite(cast.amira, same, {}, by=cast.nina, at=NOW)
    if why == "closed":
        Candidate.objects.filter(pk=same.pk).update(closed_at=NOW)
    with pytest.raises(CannotMerge):
        united(cast, same)


def test_events_change_hands_between_those_who_are_one_only(cast: Cast) -> None:
    event = talk(cast, cast.jonas)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(candidate=cast.amira)
    Candidate.objects.filter(pk=cast.jonas.pk).update(merged_into=cast.amira, merged_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(candidate=cast.amira, text="other words")
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(candidate=cast.ewa)
    assert Event.objects.filter(pk=event.pk).update(candidate=cast.amira) == 1


def test_an_import_that_names_them_finds_one_person(cast: Cast) -> None:
    same = twin(cast, last_name="Krantz", email="")
    united(cast, same)
    known = Known(source="zoho", by=cast.nina, at=NOW, agency=cast.agency)
    row = Row("submissions.csv", 2, {"candidate_name": "Jonas Krantz"}, {})
    assert known.candidate(row) == cast.jonas
