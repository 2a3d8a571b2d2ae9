"""What can be done about a row of Today, drawn: one filled button, quiet ones, and a menu.

Put together by hand and not by templates: a page has 40 rows with 7 links each.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.pieces import icon
from processes.models import FollowUp
from processes.today.actions import Action, actions_for

register = template.Library()

FIRST, QUIET = ' class="btn btn-xs btn-primary"', ' class="btn btn-xs btn-ghost"'


@register.simple_tag(takes_context=True)
def row_actions(context: Context, word: FollowUp) -> SafeString:
    """Links to everything that can be done about the word; ``request.at`` says what is late."""
    at: datetime = context["request"].at
    actions = actions_for(word, at)
    quiet = (link(action, QUIET) for action in actions.beside)
    return SafeString("\n".join((link(actions.first, FIRST), *quiet, menu(actions.more))))


def link(action: Action, look: str = "", key: str = "") -> str:
    how = "" if action.leaves or action.and_log else " data-dialog"
    if action.and_log:
        how = f' data-and-dialog="{escape(action.and_log)}"'
    if action.key:
        how += f' data-row-key="{action.key}"'
    if action.title:
        how += f' title="{escape(action.title)}"'
    return f'<a href="{escape(action.url)}"{look}{how}>{escape(str(action.label))}{key}</a>'


def menu(more: list[Action]) -> str:
    if not more:
        return ""
    name = escape(_("More"))
    links = "".join(link(action, key=keycap(action)) for action in more)
    return (
        '<details class="flyout" data-flyout><summary class="btn btn-xs btn-ghost btn-square" '
        f'title="{name}" aria-label="{name}">{icon("ellipsis-horizontal", "size-4")}</summary>'
        f'<div class="menu-list right-0 top-full mt-1">{links}</div></details>'
    )


def keycap(action: Action) -> str:
    if not action.key:
        return ""
    looks = "kbd kbd-xs quiet ml-auto hidden lg:inline-flex"
    return f'<kbd class="{looks}" aria-hidden="true">{action.key.upper()}</kbd>'
