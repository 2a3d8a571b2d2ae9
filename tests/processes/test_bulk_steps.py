from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from candidates.models import Candidate, Pool, PoolMember
from mailings.models import Letter
from processes.bulk.kinds import IntoPool, OntoAssignment, Tagging, ToOwner
from processes.bulk.left_out import LeftOut
from processes.bulk.letters import Writing
from processes.bulk.steps import Step, take
from processes.models import BulkStep, Candidacy, Event
from processes.words.drafting import Text
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast, agrees

HELLO = {"en": Text("Hello from {agency}", "Hello {first_name},\n\nReach me on {phone}.")}


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def everybody() -> list[int]:
    return list(Candidate.objects.values_list("pk", flat=True))


def taken(cast: Cast, step: Step) -> BulkStep:
    return take(step, everybody(), uuid4(), by=cast.nina, at=NOW)


def why_not(step: Step) -> dict[str, LeftOut]:
    parted = step.sort(list(Candidate.objects.findable()))
    return {person.first_name: why for person, why in parted.left_out}


def test_all_come_onto_the_board_and_who_is_on_it_is_left_out(cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    bulk = taken(cast, OntoAssignment(payroll))
    assert set(bulk.done) == {cast.amira.pk, cast.ewa.pk}
    assert bulk.left_out == [[cast.jonas.pk, "on_it"]]
    assert payroll.candidacies.count() == 3
    assert Event.objects.filter(kind="candidate_added", at=NOW).count() == 2


def test_the_same_key_again_changes_nothing(cast: Cast) -> None:
    pool = Pool.objects.create(name="Payroll", made_by=cast.nina)
    key = uuid4()
    first = take(IntoPool(pool, "knows Hogia"), [cast.jonas.pk], key, by=cast.nina, at=NOW)
    again = take(
        IntoPool(pool, "knows Hogia"), everybody(), key, by=cast.nina, at=NOW + timedelta(minutes=1)
    )
    assert first == again
    member = PoolMember.objects.get()
    assert (member.candidate, member.by, member.at) == (cast.jonas, cast.nina, NOW)
    event = Event.objects.get(kind="pool_joined")
    assert (event.candidate, event.text) == (cast.jonas, "knows Hogia")
    assert event.facts["pool_name"] == "Payroll"


def test_who_was_closed_since_the_preview_is_passed_over(cast: Cast) -> None:
    pool = Pool.objects.create(name="Payroll", made_by=cast.nina)
    Candidate.objects.filter(pk=cast.ewa.pk).update(closed_at=NOW)
    bulk = taken(cast, IntoPool(pool))
    assert cast.ewa.pk not in bulk.done
    assert pool.members.count() == 2


def test_nobody_is_put_into_a_pool_by_rule(cast: Cast) -> None:
    pool = Pool.objects.create(name="Live", rule={"city": "Lund"}, made_by=cast.nina)
    with pytest.raises(ValueError, match="by rule"):
        taken(cast, IntoPool(pool))
    assert not PoolMember.objects.exists()
    assert not BulkStep.objects.exists()


def test_tags_are_added_and_taken_away(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(tags=["hr"])
    assert why_not(Tagging(("hr",))) == {"Jonas": LeftOut.HAS_TAG}
    taken(cast, Tagging(("hr", "payroll")))
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == ["hr", "payroll"]
    assert why_not(Tagging(("sql",), away=True)).keys() == {"Jonas", "Amira", "Ewa"}
    taken(cast, Tagging(("payroll",), away=True))
    cast.jonas.refresh_from_db()
    assert cast.jonas.tags == ["hr"]


def test_nobody_gets_more_tags_than_a_record_holds(cast: Cast) -> None:
    many = [f"tag {number}" for number in range(30)]
    Candidate.objects.filter(pk=cast.jonas.pk).update(tags=many)
    assert why_not(Tagging(("one more",))) == {"Jonas": LeftOut.FULL}


def test_another_owner_stands_on_everybodys_timeline(cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.ewa.pk).update(owner=cast.rasmus)
    bulk = taken(cast, ToOwner(cast.rasmus, "Nina goes to Lund"))
    assert bulk.left_out == [[cast.ewa.pk, "theirs"]]
    assert Candidate.objects.filter(owner=cast.rasmus).count() == 3
    event = Event.objects.filter(kind="candidate_handed_over").earliest("pk")
    assert event.facts == {"giver": "Nina Lind", "taker": "Rasmus Holm"}


def test_everybody_gets_a_letter_of_their_own_once(cast: Cast) -> None:
    step = Writing("keep_in_touch", HELLO, cast.nina)
    key = uuid4()
    for _time in range(2):
        take(step, everybody(), key, by=cast.nina, at=NOW)
    letters = Letter.objects.filter(kind="keep_in_touch")
    assert letters.count() == 3
    letter = letters.get(to=cast.jonas.email)
    assert letter.subject == "Hello from Askvik & Partners"
    assert "Hello Jonas," in letter.text
    assert cast.nina.phone in letter.text
    assert letter.reply_to == cast.nina.email


def test_a_letter_counts_on_the_timeline_once_it_has_gone_out(cast: Cast) -> None:
    taken(cast, Writing("keep_in_touch", HELLO, cast.nina))
    assert not Event.objects.filter(kind="letter_sent").exists()
    do_all(NOW)
    sent = Event.objects.filter(kind="letter_sent", candidate=cast.jonas)
    assert sent.get().facts["subject"] == "Hello from Askvik & Partners"


def test_letters_leave_out_whom_they_would_not_reach_or_should_not(cast: Cast) -> None:
    payroll = cast.payroll()
    own = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    Candidacy.objects.filter(pk=own.pk).update(is_clients_own=True)
    Candidate.objects.filter(pk=cast.ewa.pk).update(email="")
    agreed = agrees(payroll.add(cast.amira, by=cast.nina, at=MONDAY))
    agreed.give_consent("phone", by=cast.nina, at=MONDAY)
    agreed.take_consent_back(by=cast.nina, at=NOW)
    assert why_not(Writing("keep_in_touch", HELLO, cast.nina)) == {
        "Jonas": LeftOut.CLIENTS_OWN,
        "Ewa": LeftOut.NO_ADDRESS,
        "Amira": LeftOut.TOOK_BACK,
    }


def test_whoever_agrees_again_is_written_to(cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.amira, by=cast.nina, at=MONDAY)
    candidacy.give_consent("phone", by=cast.nina, at=MONDAY)
    candidacy.take_consent_back(by=cast.nina, at=MONDAY + timedelta(hours=1))
    candidacy.give_consent("phone", by=cast.nina, at=MONDAY + timedelta(hours=2))
    assert why_not(Writing("keep_in_touch", HELLO, cast.nina)) == {}
