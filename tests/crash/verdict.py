"""What came of it: letters due, arrived, lost, doubled and with wrong content, by the ledger."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from mailings.models import Letter
from processes.models import Event, Report
from tests.crash.accidents import Kill
from tests.crash.agency import Awaited, Office
from tests.crash.ledger import Taken, taken
from tests.crash.site import Site

READ_TO_THE_END = 2.0  # seconds in which the server reads what a killed process had sent
A_WORD = re.compile(r"[TW]qx\d{3}kz")


@dataclass
class Verdict:
    """`doubled` counts copies too many; `told` explains those that nobody could have avoided."""

    scenario: str
    seed: int
    due: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    unavoidable: int = 0  # of the doubled: a kill in the hand-over window, or the server dropped it
    wrong: int = 0
    seconds: float = 0.0
    accidents: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not (self.failures or self.lost or self.wrong or self.doubled - self.unavoidable)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def judge(
    verdict: Verdict,
    site: Site,
    office: Office,
    kills: Iterable[Kill],
    *,
    refused: Iterable[str] = (),
) -> None:
    """Fill in the verdict. ``refused``: addresses that the mail server does not know."""
    mails, kills, refused = taken(site.mails), list(kills), set(refused)
    letters = {letter.message_id: letter for letter in Letter.objects.all()}
    by_address: dict[str, list[Taken]] = defaultdict(list)
    for mail in mails:
        letter = letters.get(mail.message_id)
        if letter is None or letter.to != mail.to:
            verdict.failures.append(
                f"A mail to {mail.to} that is nobody's letter: {mail.path.name}"
            )
        elif letter.kind == "weekly_report":
            by_address[mail.to].append(mail)
    for one in office.awaited:
        for address in one.addresses:
            copies = by_address.pop(address, [])
            if address in refused:
                verdict.failures += [f"{address} got what it refused"] * bool(copies)
                continue
            verdict.due += 1
            verdict.arrived += bool(copies)
            if not copies:
                verdict.lost += 1
                verdict.failures.append(f"{address} never got its report")
            wrong = list(wrong_about(copies, one, letters))
            verdict.wrong += bool(wrong)
            verdict.failures += wrong
    verdict.failures += [f"Nobody waited for a report at {address}" for address in by_address]
    look_at_doubles(verdict, mails, letters, kills)
    verdict.failures += against_the_books(office, mails, refused)


def wrong_about(copies: list[Taken], one: Awaited, letters: dict[str, Letter]) -> Iterable[str]:
    """What is not as it was approved, in any copy of one letter."""
    for mail in copies:
        letter = letters[mail.message_id]
        frozen = letter.occasion
        if not isinstance(frozen, Report) or frozen.assignment_id != one.assignment:
            yield f"{mail.path.name} is about another assignment"
        for name, said in (
            ("subject", mail.subject),
            ("text", mail.text),
            ("HTML", mail.html),
            ("PDF", mail.words_of_pdfs),
        ):
            wanted = {one.title_word} if name == "subject" else {one.title_word, one.own_word}
            if (found := set(A_WORD.findall(said))) != wanted:
                yield f"{mail.path.name} to {mail.to}: {name} says {found}, approved was {wanted}"
        if [lines(mail.text), lines(mail.html)] != [lines(letter.text), lines(letter.html)]:
            yield f"{mail.path.name} to {mail.to} has other words than its letter"
        if mail.pdfs != [bytes(file.content) for file in letter.attachments.all()]:
            yield f"{mail.path.name} to {mail.to} has another PDF than its letter"


def lines(said: str) -> list[str]:
    return said.strip().splitlines()


def look_at_doubles(
    verdict: Verdict, mails: list[Taken], letters: dict[str, Letter], kills: list[Kill]
) -> None:
    """Each copy but the last one needs a reason that nobody could have avoided."""
    copies: dict[str, list[Taken]] = defaultdict(list)
    for mail in mails:
        copies[mail.message_id].append(mail)
    for message_id, same in copies.items():
        for mail in same[:-1]:
            verdict.doubled += 1
            if mail.dropped or fell_in_the_window(mail, kills):
                verdict.unavoidable += 1
            else:
                near = [kill for kill in kills if abs(kill.at - mail.at) < 10]
                verdict.failures.append(
                    f"{mail.to} got {message_id} twice, without a kill; taken at {mail.at} on "
                    f"{mail.port}, and killed about then: {near}"
                )
        letter = letters.get(message_id)
        if len(same) > 1 and letter and not letter.possibly_twice:
            verdict.failures.append(f"{letter.to} got it twice, and nothing says that it may have")


def fell_in_the_window(mail: Taken, kills: list[Kill]) -> bool:
    """Whoever had the line on which it was taken was killed before it could be written down.

    All of the letter may lie in the line when its sender is killed: the server takes it after.
    """
    return any(
        mail.port in kill.ports
        and mail.message_id in kill.in_the_window
        and mail.at <= kill.at + READ_TO_THE_END
        for kill in kills
    )


def against_the_books(office: Office, mails: list[Taken], refused: set[str]) -> list[str]:
    """Where the database says otherwise than the ledger, or has something twice."""
    wrong = []
    arrived = {mail.message_id for mail in mails}
    for letter in Letter.objects.all():
        if (letter.sent_at is not None) != (letter.message_id in arrived):
            wrong.append(f"Letter {letter.pk} is {letter.state}; the mail server knows better")
        if letter.to in refused and not letter.gave_up_at:
            wrong.append(f"Letter {letter.pk} was refused for good and is {letter.state}")
    for one in office.awaited:
        reports = Report.objects.filter(assignment=one.assignment)
        told = Event.objects.filter(assignment=one.assignment, kind="report_sent")
        sent = int(not refused.issuperset(one.addresses))
        if (reports.count(), reports.sent().count(), told.count()) != (1, sent, sent):
            wrong.append(
                f"Assignment {one.assignment}: {reports.count()} reports, "
                f"{reports.sent().count()} sent, {told.count()} told on the timeline"
            )
    return wrong
