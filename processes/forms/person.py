from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.ending import end_access, open_again, sign_out_everywhere
from accounts.forms.people import PersonForm
from accounts.letters import invite
from accounts.models import Leave, LeaveIsOver, User
from processes.deputies import Chairs, seat_all
from processes.desks import Desk, NoDeputy
from processes.models import Assignment, FollowUp


class ColleagueForm(PersonForm):
    """Somebody of the agency as an admin changes them; whoever leaves hands over all they have."""

    to = forms.ModelChoiceField(
        label=_("Who takes over"),
        queryset=User.objects.none(),
        required=False,
        empty_label="",
        error_messages={"invalid_choice": _("Choose somebody who is here.")},
        help_text=_("Whoever is away is not on the list."),
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, by: User, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.at = at
        self.desk = Desk(self.instance)
        self.was_active, self.address = self.instance.is_active, self.instance.email
        self.led = self.instance.leads
        here = User.objects.staff().exclude(pk__in=Chairs.at(at).deputies)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = here.exclude(pk=self.instance.pk).order_by("full_name", "pk")

    @property
    def leaves(self) -> bool:
        """Whether somebody who may sign in now shall not any more."""
        return self.was_active and not self.cleaned_data.get("is_active", True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        to_nobody = not cleaned.get("to") and "to" not in self.errors
        if self.leaves and to_nobody and (left := self.desk.left()):
            self.add_error("to", self._still_there(left))
        elif cleaned.get("to") and not self.leaves and not self.errors:
            self.add_error("is_active", _t("Take this tick away, or leave “Who takes over” empty."))
        return cleaned

    def keep(self) -> bool:
        """Writes all of it or nothing; what stands against it is said at who takes over."""
        try:
            with transaction.atomic():
                if self.leaves:
                    self._clear_desk()
                    # Whoever puts something on it at this moment is waited for, and not before:
                    # what they do holds the assignments that go first.
                    list(User.objects.select_for_update(of=("self",)).filter(pk=self.instance.pk))
                    self._clear_desk()
                self.save()
                if self.led and not self.instance.leads:
                    self._let_in_where_they_owe_a_word()
                if self.leaves:
                    self._go()
                elif not self.was_active and self.instance.is_active:
                    open_again(self.instance)
                    invite(self.instance, by=self.by, at=self.at)
                elif self.instance.email != self.address:
                    self._invite_at_new_address()
        except (NoDeputy, ValueError) as refusal:
            self.add_error("to", str(refusal))
            return False
        return True

    def _clear_desk(self) -> None:
        to = self.cleaned_data["to"]
        if to:
            self.desk.hand_over(to, by=self.by, at=self.at, why=self.cleaned_data["why"])
        elif left := self.desk.left():
            raise ValueError(self._still_there(left))

    def _still_there(self, left: list[str]) -> str:
        return _t("On the desk: %(left)s. Say who takes it over.") % {"left": ", ".join(left)}

    def _let_in_where_they_owe_a_word(self) -> None:
        """Who leads no more sees only what is theirs; nobody owes a word that they cannot see."""
        owed = FollowUp.objects.waiting().filter(
            Q(stands_in_for=self.instance) | Q(owner=self.instance, stands_in_for=None)
        )
        hidden = Assignment.objects.filter(confidential=True, pk__in=owed.values("assignment"))
        for assignment in hidden:
            assignment.let_in(self.instance, by=self.by, at=self.at)

    def _go(self) -> None:
        end_access(self.instance, by=self.by, at=self.at)
        for leave in Leave.objects.ahead().filter(user=self.instance):
            with suppress(LeaveIsOver):
                leave.call_off(at=self.at)
        seat_all(self.at)  # what they kept for people who had left before has nobody now

    def _invite_at_new_address(self) -> None:
        """Whoever reads the old mailbox is perhaps somebody else, and signed in somewhere."""
        if self.instance != self.by:
            sign_out_everywhere(self.instance)
        if self.instance.invitations.withdraw(at=self.at):
            invite(self.instance, by=self.by, at=self.at)
