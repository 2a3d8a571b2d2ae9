"""How it is written down what the portal's role may read of a table (told.py is the list).

Within the SQL, ``it`` is the row of the table. Tables are those of the product; what is compared
with the reader is one of the two expressions below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# Who reads, and what is theirs, is looked up once, when the wall is entered (crossing.py), and not
# by each view. Nobody reads, and nothing is theirs, where it was not entered.
READER = "nullif(current_setting('recruitcrm.contact', true), '')::bigint"
READERS_CLIENT = "nullif(current_setting('recruitcrm.client', true), '')::bigint"


def listed(name: str) -> str:
    """``= ANY`` of the keys in a setting, as a subquery.

    With an array in its place the planner believes that a page's own condition on the same column
    leaves one row of it, and joins as if there were one.
    """
    setting = f"string_to_array(current_setting('recruitcrm.{name}', true), ',')::bigint[]"
    return f"ANY (SELECT unnest({setting}))"


THEIRS = listed("assignments")  # of a page about one assignment, that one
THEIR_PEOPLE = listed("users")  # who works on these, and who reads
THEIR_COLLEAGUES = listed("contacts")  # who decides on these or has ordered them, and who reads


@dataclass(frozen=True)
class Told:
    """One model of which the portal reads.

    ``rows``: which rows there are, as SQL. ``columns``: names of columns that are told as they
    stand, separated by blanks; every other column is there, and empty. ``said``: columns that
    are told otherwise than they stand, each as SQL. ``joins``: what those need beside the row.
    ``assignment``: the assignment a row belongs to, as SQL, where pages are about such rows.
    """

    model: str
    rows: str
    columns: str
    said: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""
    assignment: str = ""
