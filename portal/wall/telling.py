"""How it is written down what the portal's role may read of a table (told.py is the list).

Within the SQL, ``it`` is the row of the table. Tables are those of the product; what is compared
with the reader is one of the two expressions below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# The contact who reads, and the assignments that are open to them; of a page about one
# assignment, that one. Nobody reads, and nothing is open, where the wall was not entered.
READER = "nullif(current_setting('recruitcrm.contact', true), '')::bigint"
THEIRS = "ANY (string_to_array(current_setting('recruitcrm.assignments', true), ',')::bigint[])"
READERS_CLIENT = f"(SELECT client_id FROM clients_contact WHERE id = {READER})"


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
