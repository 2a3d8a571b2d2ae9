"""Refusals: what an error at handing over a letter says about trying again."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=30)
# As long as RFC 5321 (4.5.4.1) expects a sender to go on trying.
PATIENCE = timedelta(days=5)
LONGEST_TEXT = 500


@dataclass(frozen=True)
class Refusal:
    """`final`: trying again is of no use. `may_have_gone`: it may have arrived all the same."""

    text: str
    final: bool = False
    may_have_gone: bool = False


def at_the_door(error: Exception) -> Refusal:
    """An error before the letter was named: it says nothing about the letter."""
    return Refusal(_text_of(error))


def at_handing_over(error: Exception) -> Refusal:
    """An error from naming the sender to the mail server's last word.

    An answer from 500 on is final; one from 400 on (421, 450 to 452) is for now. Without an answer
    nobody knows: the line may have dropped after the letter was accepted.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return Refusal(_answer(code, answer), final=code >= 500)
    if isinstance(error, smtplib.SMTPResponseException) and 400 <= error.smtp_code < 600:
        return Refusal(
            _answer(error.smtp_code, error.smtp_error),
            final=error.smtp_code >= 500,
        )
    if isinstance(error, (ValueError, smtplib.SMTPNotSupportedError)):
        return Refusal(_text_of(error), final=True)  # the letter cannot be written as a mail
    return Refusal(_text_of(error), may_have_gone=True)


def next_try(*, refused_since: datetime, at: datetime) -> datetime | None:
    """Wait as long as it has been refused already, within limits; None when patience ends."""
    if at - refused_since >= PATIENCE:
        return None
    return at + min(max(at - refused_since, SHORTEST_WAIT), LONGEST_WAIT)


def _answer(code: int, answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return _clean(f"{code} {text}")


def _text_of(error: Exception) -> str:
    return _clean(f"{type(error).__name__}: {error}")


def _clean(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())[:LONGEST_TEXT]
