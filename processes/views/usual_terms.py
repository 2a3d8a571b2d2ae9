"""Usual trial periods and guarantees, which the agency keeps itself. For admins."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from processes.forms.usual_terms import GuaranteeForm, TrialForm
from processes.models import Contract, GuaranteeDefault, TrialDefault
from processes.views.frame import typed


@open_to(ADMINS)
@require_GET
def usual_terms_page(request: StaffRequest) -> HttpResponse:
    """What a new placement begins with, by country and contract."""
    context = {"trials": TrialDefault.objects.all(), "guarantees": GuaranteeDefault.objects.all()}
    return render(request, "processes/usual_terms.html", context)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def trial_new(request: StaffRequest) -> HttpResponse:
    form = TrialForm(typed(request))
    return written(request, form, _("A usual trial period"))


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def trial(request: StaffRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(TrialDefault, pk=pk)
    return written(request, TrialForm(typed(request), instance=line), _("A usual trial period"))


@open_to(ADMINS)
@require_POST
def trial_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing is usual there any more; placements that were agreed keep theirs."""
    get_object_or_404(TrialDefault, pk=pk).delete()
    messages.success(request, _("Taken away."))
    return redirect("usual_terms")


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def guarantee(request: StaffRequest, contract: str) -> HttpResponse:
    if contract not in Contract.values:
        raise Http404
    line = GuaranteeDefault.objects.filter(contract=contract).first()
    line = line or GuaranteeDefault(contract=contract)
    heading = _("Usual guarantee: %(contract)s") % {"contract": Contract(contract).label}
    return written(request, GuaranteeForm(typed(request), instance=line), heading)


def written(request: StaffRequest, form: TrialForm | GuaranteeForm, heading: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. It counts for placements that are agreed from now on."))
        return redirect("usual_terms")
    context = {"form": form, "heading": heading}
    status = 422 if request.method == "POST" else 200
    return render(request, "processes/usual_terms_form.html", context, status=status)
