"""What to tell somebody whom the client turned down, from its word on each must-have (K2)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from processes.models import Candidacy, Fit


def feedback(candidacy: Candidacy, language: str) -> str:
    """A paragraph in the candidate's language; empty where the client has said nothing of it.

    What was good comes first. It names must-haves and nothing else: neither words of the client's
    nor of ours, which were not meant for them.
    """
    said = Fit.objects.filter(candidacy=candidacy).exclude(verdict="").select_related("must_have")
    known = [(fit.verdict, fit.must_have.text) for fit in said]
    with override(language):
        return " ".join(sentences(known))


def sentences(known: Iterable[tuple[str, str]]) -> list[str]:
    """One sentence for each verdict that somebody can do something with."""
    by_verdict: dict[str, list[str]] = {}
    for verdict, text in known:
        by_verdict.setdefault(verdict, []).append(_("“%(text)s”") % {"text": text})
    lists = {verdict: get_text_list(texts, _("and")) for verdict, texts in by_verdict.items()}
    found = []
    if what := lists.get(Fit.Verdict.MET):
        found.append(_("The client saw that you bring %(what)s.") % {"what": what})
    if what := lists.get(Fit.Verdict.PARTLY):
        found.append(_("On %(what)s it had hoped for more than it heard.") % {"what": what})
    if what := lists.get(Fit.Verdict.NOT):
        found.append(_("What was missing for this role was %(what)s.") % {"what": what})
    if not found or set(lists) == {Fit.Verdict.NOT_THE_REASON}:
        found = [_("None of what the role asks for was the reason.")] if lists else []
    return found
