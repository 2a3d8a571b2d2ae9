"""What the page of gestures says of each."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.money import money
from candidates.models import Candidate
from clients.models import Contact
from processes.models import Gesture

register = template.Library()


@register.filter
def linked_person(gesture: Gesture, reader: User) -> SafeString:
    """To whom it went, with a link to their page if the reader may open it."""
    to = gesture.to
    if isinstance(to, Candidate) and not to.opens_to(reader):
        return format_html('<span class="font-semibold">{}</span>', to.full_name)
    home = gesture.client if isinstance(to, Contact) and gesture.client else to
    url = home.get_absolute_url() if not isinstance(home, Contact) else ""
    return format_html('<a class="link-hover font-semibold" href="{}">{}</a>', url, to.full_name)


@register.filter
def cost_in_words(gesture: Gesture) -> str:
    return "" if gesture.cost is None else money(gesture.cost, gesture.currency)
