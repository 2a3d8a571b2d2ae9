"""A form in the dialog is the same page as outside of it; only a redirect is told otherwise."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from accounts.dialogs import RedirectFromDialog


def logs_a_call(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        response = HttpResponseRedirect("/assignments/7/")
        response.set_cookie("messages", "Logged")
        return response
    return HttpResponse("the form", status=422)


answer = RedirectFromDialog(logs_a_call)


def test_a_redirect_moves_the_whole_page():
    response = answer(RequestFactory().post("/log/", headers={"HX-Target": "dialog-body"}))
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/assignments/7/"
    assert response.cookies["messages"].value == "Logged"


def test_the_refused_form_comes_back_into_the_dialog():
    response = answer(RequestFactory().get("/log/", headers={"HX-Target": "dialog-body"}))
    assert (response.status_code, response.content) == (422, b"the form")


def test_elsewhere_a_redirect_stays_a_redirect():
    for headers in ({}, {"HX-Request": "true", "HX-Target": "board"}):
        response = answer(RequestFactory().post("/log/", headers=headers))
        assert (response.status_code, response["Location"]) == (302, "/assignments/7/")
