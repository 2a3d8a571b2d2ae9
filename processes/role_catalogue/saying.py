"""The finding of a brief check as a sentence to the client, in their language."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.places import COUNTRIES
from processes.role_catalogue.brief_check import BriefCheck, RangeFinding


def for_the_client(check: BriefCheck) -> str:
    """A draft in the client's language; empty where nothing was found."""
    language = check.assignment.language
    with translation.override(language):
        if check.is_another_role:
            return another_role(check, language)
        return outside_the_usual(check, check.outside, language) if check.outside else ""


def another_role(check: BriefCheck, language: str) -> str:
    """Which one, by which words, and that it has another budget."""
    assert check.heading and check.duties, "it is another role"
    said = [
        _(
            "The heading says %(heading)s, but most of what is described is the work of another "
            "role: %(duties)s (%(words)s)."
        )
        % {
            "heading": check.heading.named_in(language),
            "duties": check.duties.named_in(language),
            "words": ", ".join(check.because),
        }
    ]
    pay = check.assignment.pay_in_words
    usual = next((one.usual for one in check.ranges if one.role == check.duties), None)
    if usual and pay:
        said.append(
            _("That role usually costs %(usual)s; the brief says %(pay)s.")
            % {"usual": usual.in_words, "pay": pay}
        )
    elif usual:
        said.append(_("That role usually costs %(usual)s.") % {"usual": usual.in_words})
    said.append(_("Which of the two do you want us to look for?"))
    return " ".join(said)


def outside_the_usual(check: BriefCheck, finding: RangeFinding, language: str) -> str:
    facts = {
        "role": finding.role.named_in(language),
        "country": dict(COUNTRIES)[finding.usual.country],
        "usual": finding.usual.in_words,
        "pay": check.assignment.pay_in_words,
    }
    if finding.outside == "below":
        return (
            _(
                "What is usual for the role %(role)s is %(usual)s (%(country)s). The brief says "
                "%(pay)s, which is less: people will say no because of it. Can you raise it, or "
                "which of the requirements may go?"
            )
            % facts
        )
    return (
        _(
            "What is usual for the role %(role)s is %(usual)s (%(country)s). The brief says "
            "%(pay)s, which is more. Is there something to the role that is not in the brief yet?"
        )
        % facts
    )
