"""Which level a merchant or a service provider falls in, by a year's transactions.

From the clauses on levels: what counts (dsop.levels: volume, bip, franchisors), where each level begins (merchant-1 to
merchant-4, service-provider-1 and -2), and that American Express may assign Level 1.
"""

from __future__ import annotations

from ..errors import Problem
from ..fields import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..answer import Working
    from ..facts import Facts, Figure


class Inputs(Case):
    kind: str
    transactions: int
    bip_transactions: int
    franchisee_transactions: int
    designated_level_1: bool


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """BIP transactions are among the others; only merchants have franchisees."""
    transactions, franchisees, bip = (
        given.get(name) for name in ("transactions", "franchisee_transactions", "bip_transactions")
    )
    if isinstance(transactions, int) and isinstance(franchisees, int) and isinstance(bip, int):
        every = transactions + franchisees
        if bip > every:
            text = f"Enter at most {every:,}: the BIP transactions are among your and your franchisees' transactions, for example 0."
            yield Problem("bip_transactions", "out_of_range", text)
    if given.get("kind") == "service_provider" and franchisees:
        text = "Leave this at 0, or choose that you are a merchant: only a merchant's franchisees are counted."
        yield Problem("franchisee_transactions", "conflict", text)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The level (1 to 4), the transactions counted for it, and how many more reach the next higher level."""
    counted = count(case, facts, why)
    level, missing = by_volume(case, counted, facts, why)
    return {"level": level, "counted_transactions": counted, "to_next_level": missing}


def count(case: Inputs, facts: Facts, why: Working) -> int:
    """The transactions that count: a franchisor's include its franchisees', a merchant's leave out BIP."""
    levels = facts.levels
    counted = case.transactions
    why.step("{own:,} transactions of your own count.", levels.volume, own=counted)
    if case.franchisee_transactions:
        counted += case.franchisee_transactions
        why.step(
            "{own:,} + {more:,} of your franchisees = {counted:,}.",
            levels.franchisees_added,
            own=case.transactions,
            more=case.franchisee_transactions,
            counted=counted,
        )
    if case.bip_transactions:
        if case.kind == "merchant" or why.under("bip-service-providers", "excluded"):
            left = counted - case.bip_transactions
            why.step(
                "{counted:,} − {bip:,} Buyer Initiated Payments = {left:,}.",
                levels.bip_left_out,
                counted=counted,
                bip=case.bip_transactions,
                left=left,
            )
            return left
        why.step("Buyer Initiated Payments stay in: they are left out for merchants alone.", levels.bip_left_out)
    return counted


def by_volume(case: Inputs, counted: int, facts: Facts, why: Working) -> tuple[int, int | None]:
    """The level of that volume, unless American Express has assigned Level 1; and how many more reach the next."""
    levels = facts.levels
    begins: tuple[Figure, ...]
    if case.kind == "merchant":
        begins, lowest, assigned = (
            (levels.level_1, levels.level_2, levels.level_3),
            levels.level_4,
            levels.assigned_level_1,
        )
    else:
        begins, lowest = (levels.service_provider_level_1,), levels.service_provider_level_2
        assigned = levels.service_provider_deemed_level_1
    if case.designated_level_1:
        why.step("American Express has assigned you Level 1, whatever your volume is.", assigned)
        return 1, None
    if case.kind == "service_provider" and why.under("service-provider-or", "deemed-only"):
        why.step(
            "American Express has not deemed you Level 1, so you are Level {level}.", lowest, level=len(begins) + 1
        )
        return len(begins) + 1, None
    level, missing, above = len(begins) + 1, None, None
    for number, start in enumerate(begins, 1):
        missing_here = start.value + excluded(start, facts, why) - counted
        if missing_here <= 0:
            level = number
            break
        missing, above = missing_here, start
    nearest = begins[min(level, len(begins)) - 1]
    text = "{counted:,} is {start:,} or more, where Level {level} begins."
    if level > len(begins):
        text = "{counted:,} is less than {start:,}, so it is Level {level}."
    source = lowest if level > len(begins) else nearest
    why.step(text, source, (counted, "transactions"), counted=counted, start=nearest.value, level=level)
    if above and missing:
        text = "{missing:,} more {transactions} would be Level {level}."
        word = "transaction" if missing == 1 else "transactions"
        why.not_met(text, above, (missing, "transactions"), missing=missing, transactions=word, level=level - 1)
        why.not_met("American Express has not assigned you Level 1.", assigned)
        why.may("American Express may assign you Level 1 whatever your volume is.", assigned)
    return level, missing


def excluded(start: Figure, facts: Facts, why: Working) -> int:
    """1 where a level begins just above its figure, 0 where at it.

    Level 1 says "or more" and Level 4 "less than"; only where Levels 2 and 3 meet is it open (reading level-boundaries).
    """
    return int(start is facts.levels.level_2 and why.under("level-boundaries", "upper-included"))
