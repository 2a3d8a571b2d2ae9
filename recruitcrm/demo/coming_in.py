"""Who comes in, how they are found and kept: told at the end, with everybody there."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import Agency, Role, User
from candidates.models import Candidate
from recruitcrm.demo.agenda import let_tick
from recruitcrm.demo.cast import Cast
from recruitcrm.demo.documents import add_further_documents
from recruitcrm.demo.finding import keep_who_was_found
from recruitcrm.demo.importing import bring_a_list
from recruitcrm.demo.keeping import keep_people
from recruitcrm.demo.twins import people_who_are_here_twice
from recruitcrm.demo.vacancies import publish_vacancies


def tell_of_coming_in(cast: Cast, *, at: datetime) -> None:
    day_before = Agency.current().working_hours().next_open(at - timedelta(days=1))
    lately = min(day_before, at)
    recruiters = cast.recruiters()
    keep_who_was_found(recruiters, list(Candidate.objects.order_by("pk")), at=lately)
    add_further_documents(at)
    publish_vacancies(at)
    bring_a_list(User.objects.filter(role=Role.ADMIN).earliest("pk"), at=lately)
    people_who_are_here_twice(by=recruiters[0], at=lately + timedelta(hours=2))
    keep_people(at)
    let_tick(at)  # receipts go out
