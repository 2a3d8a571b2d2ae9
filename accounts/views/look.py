"""How the agency looks: its logo, and the head of its letters as it would be."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, ANYONE, StaffRequest, open_to
from accounts.forms.agency import AgencyForm, LogoForm
from accounts.models import Agency
from accounts.models.agency import COLOUR
from mailings.composing import compose
from mailings.pictures import shown_inside

A_YEAR = 365 * 24 * 3600  # seconds; another logo has another address
SHUT_IN = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)


@open_to(ADMINS)
@require_POST
def agency_logo(request: StaffRequest) -> HttpResponse:
    """An uploaded logo, drawn and kept as PNG."""
    ours = Agency.current()
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        ours.show_logo(form.logo)
        messages.success(request, _("The logo stands on all that goes out from now on."))
        return redirect("agency")
    return agency_page(request, AgencyForm(instance=ours), form, status=422)


@open_to(ADMINS)
@require_POST
def agency_logo_removal(request: StaffRequest) -> HttpResponse:
    Agency.current().drop_logo()
    messages.success(request, _("Letters and pages show the agency's name again."))
    return redirect("agency")


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
@never_cache
@xframe_options_sameorigin
def agency_letterhead(request: StaffRequest) -> HttpResponse:
    """A letter as it looks now, or as it would with what is being typed. Writes nothing."""
    ours = Agency.current()
    if request.method == "POST":
        form = AgencyForm(request.POST, instance=ours)
        form.is_valid()  # what is no name or colour yet leaves the one there is
        ours = Agency.current()
        for name in ("name", "phone"):
            setattr(ours, name, form.cleaned_data.get(name) or getattr(ours, name))
        if COLOUR.match(chosen := request.POST.get("colour", "")):
            ours.colour = chosen  # also one that is hard to read, to see that it is
    context = {"agency": ours, "writer": request.user}
    letter = compose("letterhead", language=get_language() or "en", context=context)
    return HttpResponse(shown_inside(letter.html), headers={"Content-Security-Policy": SHUT_IN})


@open_to(ANYONE)
@require_GET
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    """The logo itself, for pages; anyone may see it who has seen a letter."""
    picture = Agency.current().logo
    if picture is None or picture.sha256 != digest:
        raise Http404
    answer = HttpResponse(bytes(picture.content), content_type=picture.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=A_YEAR, immutable=True)
    return answer


def agency_page(
    request: StaffRequest, form: AgencyForm, logo_form: LogoForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "logo_form": logo_form}
    return render(request, "accounts/agency.html", context, status=status)
