"""What can be done about a row of Today, drawn: one filled button, quiet ones, and a menu."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.pieces import icon
from processes.models import FollowUp
from processes.today.actions import Action, actions_for

register = template.Library()

FIRST, QUIET = "btn btn-xs btn-primary", "btn btn-xs btn-ghost"
KEY = SafeString('<kbd class="kbd kbd-xs quiet ml-auto hidden lg:inline-flex">{}</kbd>')


@register.simple_tag(takes_context=True)
def row_actions(context: Context, word: FollowUp) -> SafeString:
    """Links to everything that can be done about the word; ``request.at`` says what is late."""
    at: datetime = context["request"].at
    actions = actions_for(word, at)
    buttons = [link(actions.first, FIRST), *(link(action, QUIET) for action in actions.beside)]
    return format_html_join("\n", "{}", ((button,) for button in (*buttons, menu(actions.more))))


def link(action: Action, look: str = "", key: str | SafeString = "") -> SafeString:
    how = SafeString("" if action.leaves or action.and_log else " data-dialog")
    beside = format_html(' data-and-dialog="{}"', action.and_log) if action.and_log else ""
    pressed = format_html(' data-row-key="{}"', action.key) if action.key else ""
    title = format_html(' title="{}"', action.title) if action.title else ""
    looks = format_html(' class="{}"', look) if look else ""
    return format_html(
        '<a href="{}"{}{}{}{}{}>{}{}</a>',
        *(action.url, looks, how, beside, pressed, title, action.label, key),
    )


def menu(more: list[Action]) -> SafeString:
    if not more:
        return SafeString("")
    links = ((link(action, key=keycap(action)),) for action in more)
    return format_html(
        '<details class="flyout" data-flyout><summary class="btn btn-xs btn-ghost btn-square" '
        'title="{0}" aria-label="{0}">{1}</summary>'
        '<div class="menu-list right-0 top-full mt-1">{2}</div></details>',
        _("More"),
        icon("ellipsis-horizontal", "size-4"),
        format_html_join("", "{}", links),
    )


def keycap(action: Action) -> SafeString:
    return format_html(KEY, action.key.upper()) if action.key else SafeString("")
