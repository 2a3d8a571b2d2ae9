"""Numbers of those whom a client sees: one each on an assignment, given once and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, transaction

ONE_EACH = "one_number_each_on_an_assignment"

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def until_free(verb: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A verb in a transaction of its own, again where somebody else took the number first.

    Nothing is locked for it: PostgreSQL lets one of two have the number, and the other counts on.
    """

    @wraps(verb)
    def carried_out(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        while True:
            try:
                with transaction.atomic():
                    return verb(*args, **kwargs)
            except IntegrityError as error:
                if ONE_EACH not in str(error):
                    raise

    return carried_out
