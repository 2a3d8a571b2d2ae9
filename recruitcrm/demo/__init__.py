"""The demo agency: twelve weeks of Askvik & Partners, told by the same verbs that people use."""

from __future__ import annotations

PASSWORD = "a word kept on time"  # noqa: S105 (everybody may know it)

# E-mail, password, role, name. Signing in works as long as the demo agency is loaded.
SIGN_INS = [
    ("nina.lind@askvik.example", PASSWORD, "recruiter", "Nina Lind"),
    ("oskar.holm@askvik.example", PASSWORD, "recruiter", "Oskar Holm"),
    ("kasia.wrona@askvik.example", PASSWORD, "recruiter", "Kasia Wrona"),
    ("daan.visser@askvik.example", PASSWORD, "recruiter", "Daan Visser"),
    ("lea.dahl@askvik.example", PASSWORD, "lead", "Lea Dahl"),
    ("ada.askvik@askvik.example", PASSWORD, "admin", "Ada Askvik"),
    ("sara.berg@nordvik.example", PASSWORD, "client", "Sara Berg"),
    ("peter.nowak@lumen.example", PASSWORD, "client", "Peter Nowak"),
]
