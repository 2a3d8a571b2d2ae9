"""How long people are kept: the rules, and whom they would close. For admins."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.retention import NOTICE, PuttingInForceForm, RetentionRuleForm
from processes.models import RetentionRule
from processes.models.retention_rule import SAME
from processes.retention.outlook import if_ended, if_in_force
from processes.retention.reckoning import Calendar
from processes.views.frame import typed


@open_to(ADMINS)
@require_GET
def retention_rules(request: StaffRequest) -> HttpResponse:
    """Those in force, and drafts that wait for an admin to look at whom they would close."""
    rules = RetentionRule.objects.all()
    context = {"rules": rules.in_force(), "drafts": rules.drafts()}
    return render(request, "processes/retention_rules.html", context)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def retention_rule_new(request: StaffRequest) -> HttpResponse:
    """A new draft, or one that begins with what another rule says (``like``)."""
    like = request.GET.get("like", "")
    known = like.isdecimal() and len(like) < 16
    other = RetentionRule.objects.filter(pk=like).first() if known else None
    initial = {name: getattr(other, name) for name in (*SAME, "months", "law")} if other else {}
    return written(request, RetentionRuleForm(typed(request), initial=initial))


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def retention_rule(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft is changed; a rule in force is followed by another draft instead."""
    draft = get_object_or_404(RetentionRule.objects.drafts(), pk=pk)
    return written(request, RetentionRuleForm(typed(request), instance=draft))


@open_to(ADMINS)
@require_POST
def retention_rule_removal(request: StaffRequest, pk: int) -> HttpResponse:
    get_object_or_404(RetentionRule.objects.drafts(), pk=pk).delete()
    messages.success(request, _("Taken away."))
    return redirect("retention_rules")


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def retention_rule_forcing(request: StaffRequest, pk: int) -> HttpResponse:
    """Whom a draft would close on which day; posting puts it in force with that day."""
    draft = get_object_or_404(RetentionRule.objects.drafts(), pk=pk)
    calendar = Calendar.at(request.at)
    first = {"closes_from": calendar.today + NOTICE}
    asked = request.GET if "closes_from" in request.GET else None
    form = PuttingInForceForm(typed(request) or asked, today=calendar.today, initial=first)
    day: date = form.cleaned_data["closes_from"] if form.is_valid() else first["closes_from"]
    if request.method == "POST" and form.is_valid() and request.POST.get("seen") == str(day):
        draft.put_in_force(closes_from=day, by=request.user, at=request.at)
        messages.success(request, _("In force. Nobody is closed before the day you chose."))
        return redirect("retention_rules")
    context = {
        "rule": draft,
        "form": form,
        "outlook": if_in_force(draft, day, calendar),
        "predecessor": draft.predecessor,
        "is_another_day": request.method == "POST" and form.is_valid(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/retention_rule_forcing.html", context, status=status)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def retention_rule_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """Whom the other rules would close without this one; posting ends it."""
    rule = get_object_or_404(RetentionRule.objects.in_force(), pk=pk)
    if request.method == "POST":
        rule.end(by=request.user, at=request.at)
        messages.success(request, _("Ended. Whoever it has closed stays closed."))
        return redirect("retention_rules")
    context = {"rule": rule, "outlook": if_ended(rule, Calendar.at(request.at))}
    return render(request, "processes/retention_rule_ending.html", context)


def written(request: StaffRequest, form: RetentionRuleForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved as a draft. See whom it would close."))
        return redirect("retention_rules")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "rule": form.instance}
    return render(request, "processes/retention_rule_form.html", context, status=status)
