from django.urls import path

from accounts.views import own, people

urlpatterns = [
    path("account/profile/", own.profile, name="profile"),
    path("settings/agency/", own.agency, name="agency"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/new/", people.person_new, name="person_new"),
    path("settings/people/<int:pk>/", people.person_edit, name="person_edit"),
]
