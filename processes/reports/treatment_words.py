"""How people are treated in the client's name, and promises kept, in sentences (K9)."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.reports.report_facts import Kept, Treatment

HOURS_A_DAY = 24


def treatment(row: Treatment, before: Treatment | None = None) -> str:
    """Answers, feedback and the client's own answers; ``before``: as the last report had it."""
    said = [
        answers(row),
        answers_before(before) if row.applicants and before else "",
        feedback(row, before),
        clients_answers(row, before),
    ]
    return " ".join(filter(None, said))


def answers(row: Treatment) -> str:
    if not row.applicants:
        return ""
    count = {"answered": row.answered, "applicants": row.applicants}
    if row.average_hours is None:
        return _("%(answered)d of %(applicants)d applicants have had an answer.") % count
    return _(
        "%(answered)d of %(applicants)d applicants have had an answer, in %(time)s on average."
    ) % {**count, "time": amount(row.average_hours)}


def answers_before(row: Treatment) -> str:
    if not row.applicants:
        return ""
    count = {"answered": row.answered, "applicants": row.applicants}
    if row.average_hours is None:
        return last_time(row.answered, row.applicants)
    return _("Last time it was %(answered)d of %(applicants)d, in %(time)s.") % {
        **count,
        "time": amount(row.average_hours),
    }


def last_time(given: int, of: int) -> str:
    """How it was in the last report; nothing where nobody waited then."""
    if not of:
        return ""
    return _("Last time it was %(answered)d of %(applicants)d.") % {
        "answered": given,
        "applicants": of,
    }


def feedback(row: Treatment, before: Treatment | None = None) -> str:
    said = []
    if row.interviewed and row.had_feedback == row.interviewed:
        said.append(_("Everyone interviewed has had personal feedback."))
    elif row.interviewed:
        said.append(
            _("%(count)d of %(total)d interviewed have had personal feedback.")
            % {"count": row.had_feedback, "total": row.interviewed}
        )
    if row.interviewed and before:
        said.append(last_time(before.had_feedback, before.interviewed))
    if row.feedback_hours is not None:
        said.append(
            _("The median wait for it was %(time)s.") % {"time": amount(row.feedback_hours)}
        )
    return " ".join(filter(None, said))


def clients_answers(row: Treatment, before: Treatment | None = None) -> str:
    if row.clients_hours is None:
        return ""
    said = _(
        "You have given %(answered)d of %(asked)d answers that people wait for; "
        "the median wait was %(time)s."
    ) % {
        "answered": row.clients_answered,
        "asked": row.clients_asked,
        "time": amount(row.clients_hours),
    }
    was = last_time(before.clients_answered, before.clients_asked) if before else ""
    return f"{said} {was}" if was else said


def amount(hours: float) -> str:
    """1.4 days, 6 hours."""
    if hours >= HOURS_A_DAY:
        days = round(hours / HOURS_A_DAY, 1)
        if days != int(days):  # Polish bends a day after a fraction in its own way
            return _("%(days)s days") % {"days": number_format(days, 1)}
        whole_days = ngettext("%(count)s day", "%(count)s days", int(days))
        return whole_days % {"count": number_format(days, 0)}
    whole = max(round(hours), 1)
    return ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}


def kept(row: Kept, before: Kept | None = None) -> str:
    """Promised words, counted; ``before``: as the last report had it."""
    if not row.total:
        return ""
    said = [
        _("%(kept)d of %(total)d promised words were given in time.")
        % {"kept": row.kept, "total": row.total}
    ]
    if row.moved:
        said.append(
            ngettext(
                "%(count)d was given a new date.", "%(count)d were given a new date.", row.moved
            )
            % {"count": row.moved}
        )
    if row.late:
        said.append(
            ngettext("%(count)d is late.", "%(count)d are late.", row.late) % {"count": row.late}
        )
    if before and before.total:
        said.append(
            _("Last time it was %(kept)d of %(total)d.")
            % {"kept": before.kept, "total": before.total}
        )
    return " ".join(said)
