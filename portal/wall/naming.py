"""What is told of a candidate, as SQL: the strictest of agency, client and candidate counts.

The same rules as in ``processes/shown.py``; a page that forgot them would show nothing more.
"""

from __future__ import annotations

from portal.wall.telling import READERS_CLIENT, THEIRS

LEVELS = "ARRAY['name', 'initials', 'number']::text[]"
OUR_LEVEL = f"(SELECT array_position({LEVELS}, shown_as::text) FROM accounts_agency)"
CLIENTS_LEVEL = f"""(SELECT array_position({LEVELS}, shown_as::text) FROM clients_client
    WHERE id = {READERS_CLIENT})"""


def allowed(what: str, column: str, *, of: str = "candidate") -> str:
    """The column where agency, client and candidate all let this be told, else nothing."""
    return f"""CASE WHEN '{what}' = ANY ({of}.told)
        AND '{what}' = ANY (coalesce((SELECT told FROM accounts_agency)::text[], '{{{what}}}'))
        AND '{what}' = ANY ((SELECT told FROM clients_client WHERE id = {READERS_CLIENT})::text[])
        THEN {column} END"""


def level(of: str) -> str:
    """1: by name, 2: by initials, 3: by a number."""
    return f"greatest(array_position({LEVELS}, {of}.shown_as::text), {OUR_LEVEL}, {CLIENTS_LEVEL})"


def named(column: str) -> str:
    """The name, its first letter, or nothing."""
    return f"""CASE WHEN NOT seen.presented THEN NULL
        ELSE CASE {level("it")}
        WHEN 1 THEN it.{column} WHEN 2 THEN left(btrim(it.{column}), 1) END END"""


# What a file is called says the name as often as not; how it ends says what it is.
NAME_OF_A_FILE = f"""CASE {level("candidate")} WHEN 1 THEN it.name
    ELSE 'document' || coalesce(substring(it.name from '[.][^.]*$'), '') END"""


def if_presented(column: str) -> str:
    return f"CASE WHEN it.presented_at IS NOT NULL THEN {column} END"


# Of a candidate, who is ``seen.presented`` on one of the reader's assignments or only counts. Where
# they work is compared with the companies that the client has agreed on, and told of those only.
NAMES = {
    "first_name": named("first_name"),
    "last_name": named("last_name"),
    **{
        column: f"CASE WHEN seen.presented THEN {allowed(what, f'it.{column}', of='it')} END"
        for column, what in (
            ("headline", "headline"),
            ("city", "city"),
            ("expects", "expects"),
            ("available_on", "availability"),
        )
    },
    "employer": f"""CASE WHEN lower(immutable_unaccent(it.employer)) IN (
        SELECT plain_name FROM processes_targetcompany WHERE assignment_id = {THEIRS})
        THEN it.employer END""",
}

# Of a candidacy. Who else wants them is not told, only that somebody does.
TELLING = {
    "recommended": if_presented("it.recommended"),
    "is_clients_own": if_presented("it.is_clients_own"),
    "recommendation": if_presented(allowed("recommendation", "it.recommendation")),
    "risk": if_presented(allowed("risk", "it.risk")),
    "other_offer": if_presented(
        allowed("other_offers", "CASE WHEN it.other_offer <> '' THEN '…' END")
    ),
    "other_offer_answers_on": if_presented(allowed("other_offers", "it.other_offer_answers_on")),
}
