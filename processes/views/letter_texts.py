"""The words of letters, as the agency wants them: by kind and language, with a preview."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import ADMINS, StaffRequest, open_to
from mailings.pictures import shown_inside
from processes.forms.letter_text import LetterTextForm
from processes.models import EditedMeanwhile, LetterText
from processes.models.letter_text import LANGUAGES
from processes.views.mailbox import RENDERING_POLICY
from processes.words import as_mail
from processes.words.drafting import Text, default_text, placeholders_in, text_in_force
from processes.words.kinds import BY_NAME, KINDS, PLACEHOLDERS, Kind
from processes.words.samples import sample

READERS = {
    "candidate": gettext_lazy("To candidates"),
    "contact": gettext_lazy("To clients"),
    "either": gettext_lazy("To both"),
}


@dataclass(frozen=True)
class InLanguage:
    """A text in one language: a tab of its page, a link of the list."""

    language: str
    label: str
    url: str
    here: bool
    is_own: bool


@open_to(ADMINS)
@require_GET
def texts(request: StaffRequest) -> HttpResponse:
    """Every kind of text with its languages; those that the agency wrote itself are marked."""
    own = set(LetterText.objects.values_list("kind", "language"))
    groups = [
        (title, [(kind, languages_of(kind.name, own)) for kind in KINDS if kind.to == reader])
        for reader, title in READERS.items()
    ]
    return render(request, "processes/texts.html", {"groups": groups})


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
def text(request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """One text: written anew, or looked at beside its preview."""
    about = known(kind, language)
    own = LetterText.objects.of(kind, language)
    in_force = Text(own.subject, own.body) if own else default_text(kind, language)
    version = own.version if own else ""
    form = LetterTextForm(request.POST or None, kind=about, text=in_force, seen=version)
    if request.method == "POST" and form.is_valid():
        try:
            LetterText.objects.keep(
                kind, language, **form.cleaned_data, by=request.user, at=request.at
            )
        except EditedMeanwhile as edited:
            again = _("What you typed is still here; saving once more replaces theirs.")
            form.add_error(None, f"{edited} {again}")
            form.look_again(version)
        else:
            messages.success(request, _("Saved. From now on letters begin with these words."))
            return redirect("text", kind, language)
    context = {
        "kind": about,
        "language": language,
        "own": own,
        "default_url": f"{reverse('text_default', args=[kind, language])}?seen={version}",
        "form": form,
        "tabs": languages_of(kind, here=language),
        "placeholders": [(f"{{{name}}}", PLACEHOLDERS[name]) for name in about.placeholders],
    }
    status = 422 if form.is_bound else 200
    return render(request, "processes/text.html", context, status=status)


@open_to(ADMINS)
@require_http_methods(["GET", "POST"])
@never_cache
@xframe_options_sameorigin
def text_preview(request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """The letter with made-up facts: as it is, or as it is being typed. Writes nothing."""
    about = known(kind, language)
    words = text_in_force(kind, language)
    if request.method == "POST":
        words = Text(request.POST.get("subject", ""), request.POST.get("body", ""))
    facts = sample(about, language, by=request.user, at=request.at)
    as_typed = {name: f"{{{name}}}" for name in placeholders_in("\n".join(words))}
    draft = words.filled(as_typed | facts)
    parts = as_mail(draft, signs=request.user, language=language, shows_subject=True)
    html = shown_inside(parts.html)
    return HttpResponse(html, headers={"Content-Security-Policy": RENDERING_POLICY})


@open_to(ADMINS)
@require_POST
def text_default(request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """Back to the product's own words."""
    known(kind, language)
    try:
        LetterText.objects.reset(kind, language, seen=request.GET.get("seen", ""))
    except EditedMeanwhile as edited:
        messages.error(request, str(edited))
    else:
        messages.success(request, _("The standard text is in force again."))
    return redirect("text", kind, language)


def known(kind: str, language: str) -> Kind:
    if kind not in BY_NAME or language not in LANGUAGES:
        raise Http404
    return BY_NAME[kind]


def languages_of(
    kind: str, own: Container[tuple[str, str]] = (), here: str = ""
) -> list[InLanguage]:
    """A text in each of the product's languages."""
    return [
        InLanguage(
            code,
            str(name),
            reverse("text", args=[kind, code]),
            here=code == here,
            is_own=(kind, code) in own,
        )
        for code, name in settings.LANGUAGES
    ]
