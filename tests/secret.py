"""Nordvik's confidential search: Nina leads it, Lars is on its team, and nobody else knows of it.

There is one of everything on it, and ``WORD`` stands in whatever somebody has written there. It is
read on Friday, a day after the last thing that happened.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Export, Leave, Role, User
from candidates.models import Candidate, Document, Pool, SavedSearch
from mailings.models import Letter
from processes import declines
from processes.called_first import note_moving_on
from processes.holding.preparing import prepare
from processes.meetings.inviting import tell
from processes.merging.uniting import unite
from processes.models import (
    Application,
    BulkStep,
    Candidacy,
    Debrief,
    FollowUp,
    Gesture,
    HoldingMessage,
    Import,
    ImportSheet,
    JobRole,
    Leaving,
    Meeting,
    MeetingGuide,
    Obstacle,
    ObstacleHint,
    Offer,
    Placement,
    Presentation,
    PrivacyText,
    Report,
    ReportSchedule,
    RetentionRule,
    ScheduleVersion,
    SentGuide,
    SharedDocument,
    TargetCompany,
    TrialDefault,
    Vacancy,
    Wording,
)
from processes.pools import put_into
from processes.schedules.sending import send
from processes.timeline import record
from processes.words.drafting import Draft
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast, agrees, person

WORD = "Quillfeather"
DAY = timedelta(days=1)
THURSDAY = NOW - DAY


VACANCY: dict[str, Any] = {
    "language": "en",
    "title": f"Heir of {WORD}",
    "country": "SE",
    "contract": "permanent",
}


class Secret:
    """``Secret(cast)``: attributes are named after the nouns; PDFs are to be quick in its test."""

    factor: Any  # of somebody, where a test gives them one

    def __init__(self, cast: Cast) -> None:
        self.cast, self.nina = cast, cast.nina
        self.lars = person("Lars Teammate", Role.RECRUITER)
        self.outsider = cast.rasmus
        self.sara, self.peter = (cast.sits_in_portal(who) for who in (cast.sara, cast.peter))
        self.by: dict[str, Any] = {"by": cast.nina, "at": MONDAY}
        self.assignment = cast.payroll(
            brief=f"{WORD} takes over",
            place=f"{WORD} street",
            pay=f"as {WORD} wants",
            competition=f"{WORD} & Co",
            confidential=True,
            team=[self.lars],
            contacts=[cast.sara],
        )
        type(self.assignment).objects.update(title=f"Successor of {WORD}")
        self.assignment.refresh_from_db()
        self.assignment.must_haves.update(text=f"Gets on with {WORD}")
        self.people()
        self.obstacles()
        self.papers()
        self.letters()
        self.applications()
        self.elsewhere()

    def person(self, name: str, *stages: str, applied: bool = False) -> Candidacy:
        first, last = name.split()
        someone = Candidate.objects.create(
            first_name=first, last_name=last, owner=self.nina, email=f"{first}@people.example"
        )
        candidacy = agrees(self.assignment.add(someone, **self.by, applied=applied))
        for stage in stages:
            candidacy.move_to(stage, **self.by)
        return candidacy

    def draw(self, document: Document) -> None:
        """A picture of its first page, as a worker makes it."""
        document.preview_key, document.preview_pages = "secret", 1
        document.save(update_fields=["preview_key", "preview_pages"])
        document.file.storage.save(document.picture(1), ContentFile(b"RIFF"))

    def people(self) -> None:
        """Amira is to be met, Rolf has the job, Gun applied and is declined, Bo waits for news."""
        cast = self.cast
        self.candidacy = cast.presented(cast.amira, self.assignment)
        self.candidacy.note_interest(4, **self.by, other_offer=f"{WORD} Rival")
        self.other_process = self.candidacy.other_processes.get()
        parts = ("warmed", "cooled", "next_step", "confidential")
        said: dict[str, Any] = dict.fromkeys(parts, f"Of {WORD}")
        Debrief.objects.take(self.candidacy, side="candidate", after=4, **said, **self.by)
        self.candidacy.client_answers(f"{WORD} liked her", **self.by, contact=cast.sara)
        musts = self.assignment.must_haves.all()
        self.candidacy.note_fit(
            {must.pk: ("yes", f"Knows {WORD}") for must in musts},
            recommended=True,
            recommendation=f"Reminds of {WORD}",
            risk=f"May leave {WORD}",
            is_clients_own=False,
            **self.by,
        )
        self.meeting = Meeting.objects.book(
            self.candidacy,
            starts_at=NOW + 3 * DAY,
            place=f"Room {WORD}",
            agenda=f"{WORD} speaks",
            candidate_words=f"{WORD} bites",
            **self.by,
        )
        tell(self.meeting, **self.by)
        self.guide = MeetingGuide.objects.write(
            self.candidacy,
            wants=[],
            wants_words=f"Peace from {WORD}",
            show=f"{WORD} hall",
            case=f"{WORD} leaves",
            explore=f"Why {WORD}?",
            seen="",
            **self.by,
        )
        self.guide.publish(**self.by)
        self.event = record(
            "called", by=self.nina, at=NOW, candidacy=self.candidacy, text=f"{WORD} rang"
        )
        self.placed = self.person("Rolf Placed", "contacted", "interested", "interviewed")
        Placement.objects.agree(
            self.placed, **self.by, starts_on=date(2026, 11, 2), ends_on=date(2027, 4, 30)
        )
        self.touchpoint = self.placed.placement.touchpoints.filter(asks=True).first()
        self.thanked()
        self.signed()
        self.waiting = self.person("Bo Waiting", "contacted", "interested", "interviewed")
        record("called", **self.by, candidacy=self.waiting, reached=True, next_on="2026-11-20")
        self.applicant = self.person("Gun Applicant", applied=True)
        declines.plan(
            self.assignment,
            [self.applicant],
            lambda _one: Draft(f"About {WORD}", f"{WORD} will not see you"),
            reason="experience",
            by=self.nina,
            at=NOW,
        )
        self.decline = self.applicant.declines.get()
        self.word = FollowUp.objects.waiting().filter(candidacy=self.waiting).first()
        for word in FollowUp.objects.waiting().filter(candidacy=self.waiting):
            prepare(word.pk, NOW)
        self.message = HoldingMessage.objects.get(candidacy=self.waiting)

    def thanked(self) -> None:
        """Whoever was placed got a cake, and rang us first when they wanted something new."""
        to = self.placed.candidate
        given: dict[str, Any] = {"candidacy": self.placed, "given_on": MONDAY.date(), **self.by}
        Gesture.objects.make(f"A cake with {WORD} on it", to=to, **given)
        note_moving_on(self.placed, "they_rang", text=f"No more {WORD}", **self.by)

    def signed(self) -> None:
        """Maj has an offer, and Ulf has left a job that we answered for."""
        offered = self.person("Maj Offered", "contacted", "interested", "interviewed")
        self.offer = Offer.objects.make(offered, pay=f"{WORD} pays well", **self.by)
        self.left = self.person("Ulf Gone", "contacted", "interested", "interviewed")
        days: dict[str, Any] = {
            "starts_on": date(2026, 11, 2),
            "guarantee_ends_on": date(2027, 4, 30),
        }
        placement = Placement.objects.agree(
            self.left, **days, promise="refund", refund_percent=50, **self.by
        )
        gone: dict[str, Any] = {
            "ended_by": "candidate",
            "left_on": date(2026, 11, 12),
            "reason": "fit",
        }
        Leaving.objects.note(placement, words=f"{WORD} was too much", **gone, **self.by)
        self.retention_rule = RetentionRule.objects.all()[0]
        self.rule_in_force = RetentionRule.objects.create(country="DK", months=240)
        first = date(2030, 1, 1)
        self.rule_in_force.put_in_force(closes_from=first, by=self.cast.ada, at=MONDAY)
        self.closed_person = Candidate.objects.create(
            first_name="Olof", owner=self.nina, closed_at=NOW
        )
        self.trial_default = TrialDefault.objects.all()[0]
        self.job_role = JobRole.objects.write(None, {"en": Wording("Baker")}, [], **self.by)

    def obstacles(self) -> None:
        said: dict[str, Any] = {"evidence": f"Nobody likes {WORD}", "proposal": f"Send {WORD} away"}
        self.obstacle = Obstacle.find(
            assignment=self.assignment, kind="salary", title=f"{WORD} stays", **said, **self.by
        )
        self.hint = ObstacleHint.objects.propose(
            self.assignment, "withdrawals", {"count": 3, "total": 5}, reason="salary", at=MONDAY
        )
        (self.company,) = TargetCompany.objects.agree(self.assignment, [f"{WORD} AB"], **self.by)
        self.activity = self.assignment.activities.all()[0]

    def papers(self) -> None:
        """A schedule, a presentation and a report went out; the next report is a draft."""
        send(self.assignment, **self.by)
        self.sent_guide = SentGuide.objects.send(self.meeting, **self.by)
        draft = Presentation.objects.draft(self.assignment, number=1, at=MONDAY)
        draft.write(
            [self.candidacy],
            introduction=f"{WORD} greets",
            feedback_on=None,
            recipients=[self.cast.sara],
        )
        draft.send(**self.by)
        self.sent_report = Report.objects.draft(self.assignment, THURSDAY - DAY, at=MONDAY)
        self.sent_report.write_words(comments={"lead": f"{WORD} was here"})
        self.sent_report.send_now(**self.by)
        for hours in (1, 3):
            do_all(THURSDAY + timedelta(hours=hours))
        self.schedule = ScheduleVersion.objects.get()
        self.presentation = Presentation.objects.get()
        self.sent_report.refresh_from_db()
        self.report = Report.objects.draft(self.assignment, NOW + DAY, at=THURSDAY)
        self.report.write_words(comments={"lead": f"{WORD} will be here"})
        Report.objects.filter(pk=self.report.pk).update(
            preview=self.sent_report.editions.all()[0].pdf
        )

    def letters(self) -> None:
        self.letter = Letter.objects.filter(kind="presentation").latest("pk")
        self.attachment = self.letter.attachments.latest("pk")

    def applications(self) -> None:
        """It was public once; somebody who may be Amira applied then, and waits to be looked at."""
        public = Vacancy(assignment=self.assignment, **VACANCY)
        public.write(at=MONDAY, about=f"After {WORD}")
        self.application = Application.objects.create(
            vacancy=public,
            at=MONDAY,
            first_name="Amira",
            last_name=WORD,
            email=self.cast.amira.email,
            language="en",
            answer=f"I know {WORD}",
            notice=PrivacyText.objects.shown("en", None, at=MONDAY),
            file=ContentFile(b"%PDF-", name="cv.pdf"),
            file_name="cv.pdf",
            content_type="application/pdf",
            file_size=5,
        )

    def keeps_who_was_found(self) -> None:
        """Pools by hand and by rule, a search that everybody may use, a step for many."""
        self.pool = Pool.objects.create(name="Bakers", made_by=self.nina)
        put_into(self.pool, [self.cast.ewa], **self.by)
        self.pool_member = self.pool.members.get()
        rule = {"city": "Lund"}
        self.pool_by_rule = Pool.objects.create(name="In Lund", made_by=self.nina, rule=rule)
        search = SavedSearch.objects.create(owner=self.nina, name="Bakers", shared=True)
        for user in User.objects.staff():
            search.watch(user, at=MONDAY)
        self.saved_search = search
        self.bulk = BulkStep.objects.create(key=uuid4(), kind="tag", by=self.nina, at=MONDAY)

    def made_one(self) -> None:
        """Somebody who was here twice."""
        people = [Candidate.objects.create(first_name=name, owner=self.nina) for name in "AB"]
        self.merge = unite(people[0], people[1], {}, **self.by)

    def tables_on_their_way(self) -> None:
        self.taken_import = Import.objects.create(
            by=self.cast.ada, created_at=THURSDAY, state="mapping", source_name="list"
        )
        self.import_sheet = ImportSheet.objects.create(
            of=self.taken_import,
            number=1,
            file="people.csv",
            encoding="utf-8",
            separator=",",
            table="candidates",
            header=["Name"],
            mapping={"name": 0},
            read_at=THURSDAY,
        )

    def elsewhere(self) -> None:
        """What everybody of the agency may see, and Nina's leave."""
        self.document = Document.objects.create(
            candidate=self.cast.amira,
            kind="cv",
            name="cv.pdf",
            file=ContentFile(b"%PDF-", name="cv.pdf"),
            size=5,
            content_type="application/pdf",
            by=self.nina,
        )
        self.draw(self.document)
        self.shared = SharedDocument.share(self.document, self.candidacy, **self.by)
        away = {"starts_on": date(2027, 7, 1), "ends_on": date(2027, 7, 20)}
        self.export = Export.objects.create(
            by=self.cast.ada,
            asked_at=THURSDAY,
            try_after=THURSDAY,
            ring_after=THURSDAY,
            finished_at=THURSDAY,
            path=default_storage.save("exports/everything.zip", ContentFile(b"PK")),
            size=2,
            sha256="0" * 64,
            expires_at=NOW + DAY,
        )
        self.tables_on_their_way()
        self.keeps_who_was_found()
        self.made_one()
        self.leave = Leave.objects.plan(user=self.nina, deputy=self.lars, **away, at=MONDAY)
        self.report_schedule = ReportSchedule.objects.like_wider(client=self.cast.nordvik)
        self.report_schedule.save()
