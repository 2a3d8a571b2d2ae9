"""Who owes whom a word, opened and settled by what, due when: one table, data and nothing else.

Working time is the debtor's: the agency's where we owe, the client's where the client owes.
A word counts only once it really reached the person it is owed to.
"""

from __future__ import annotations

from processes.follow_ups.care_rules import CARE_RULES
from processes.follow_ups.craft_rules import CRAFT_RULES
from processes.follow_ups.rule import Party, Rule
from processes.follow_ups.search_rules import SEARCH_RULES

RULES: tuple[Rule, ...] = (*SEARCH_RULES, *CRAFT_RULES, *CARE_RULES)

BY_KIND = {rule.kind: rule for rule in RULES}
KINDS = [(rule.kind, rule.label) for rule in RULES]


def kinds(
    *,
    owes: Party | None = None,
    owed: Party | None = None,
    clock: bool | None = None,
    awaited: bool | None = None,
) -> list[str]:
    """The kinds of follow-ups that this party owes, or that are owed to it; clocks or others."""
    return [
        rule.kind
        for rule in RULES
        if (owes is None or rule.owes == owes)
        and (owed is None or rule.owed == owed)
        and (clock is None or rule.clock is clock)
        and (awaited is None or rule.awaited is awaited)
    ]
