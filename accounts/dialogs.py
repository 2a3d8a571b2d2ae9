"""Forms shown in the page's dialog: their views need not know that they are."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

DIALOG = "dialog-body"


class RedirectFromDialog:
    """Middleware: a redirect answered to the dialog moves the whole page, not the dialog."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Target") == DIALOG and isinstance(
            response, HttpResponseRedirectBase
        ):
            answer = HttpResponse(status=204, headers={"HX-Redirect": response.url})
            answer.cookies = response.cookies
            return answer
        return response
