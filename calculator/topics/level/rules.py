"""Which level a merchant or a service provider falls in, by a year's transactions.

From the clauses on levels: what counts (dsop.levels: volume, bip, franchisors), where each level begins (merchant-1 to
merchant-4, service-provider-1 and -2), and that American Express may assign Level 1.
"""

from __future__ import annotations

from ...errors import Problem
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...facts.edition import Facts
    from ...facts.sheets import Figure, Rule
    from ...working import Working


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
    levels = facts.levels
    counted = count(case, facts, why)
    if case.kind == "merchant":
        begins: tuple[Figure, ...] = (levels.level_1, levels.level_2, levels.level_3)
        lowest, assigned = levels.level_4, levels.assigned_level_1
    else:
        by_being_deemed = why.under("service-provider-or", "deemed-only")
        begins = () if by_being_deemed else (levels.service_provider_level_1,)
        lowest, assigned = levels.service_provider_level_2, levels.service_provider_deemed_level_1
    level, next_higher, missing = by_volume(counted, begins, lowest, facts, why)
    if level > 1 and case.designated_level_1:
        why.step("American Express has assigned you Level 1, whatever your volume is.", assigned)
        why.not_met("Without that, your volume would make you Level {level}.", assigned, level=level)
        why.rests(assigned, "level", "to_next_level")
        why.due("No date is given: American Express assigns Level 1.", assigned)
        level, missing = 1, None
    elif level > 1:
        if next_higher and missing is not None:
            words = {"missing": (missing, "more transaction"), "level": level - 1}
            why.not_met("{missing} would be Level {level}.", next_higher, (missing, "transactions"), **words)
            text = "A year's transactions decide: {missing:,} more would be Level {level}."
            why.due(text, next_higher, missing=missing, level=level - 1)
        why.not_met("If American Express assigned you Level 1, your volume would not matter.", assigned)
        why.may("American Express may assign you Level 1 whatever your volume is.", assigned)
    what_follows(case, level, facts, why)
    return {"level": level, "counted_transactions": counted, "to_next_level": missing}


def what_follows(case: Inputs, level: int, facts: Facts, why: Working) -> None:
    """Where a level leads: to what it sends, and to what lateness costs at it (dsop.send.mandatory, dsop.fees.right)."""
    if not why.dues:
        why.due("A year's transactions decide.", facts.levels.volume)
    question = f"kind={case.kind}&level={level}"
    why.act("See what Level {level} sends.", facts.validation.must_submit, f"#validation?{question}", level=level)
    why.act("See what lateness costs at Level {level}.", facts.fees.imposing, f"#fee?{question}", level=level)


def count(case: Inputs, facts: Facts, why: Working) -> int:
    """The transactions that count: with franchisees', for a merchant without BIP (dsop.levels: volume, franchisors, bip)."""
    levels = facts.levels
    counted = case.transactions
    why.step("Your own transactions: {own:,}.", levels.volume, own=counted)
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


def by_volume(
    counted: int, begins: tuple[Figure, ...], lowest: Rule, facts: Facts, why: Working
) -> tuple[int, Figure | None, int | None]:
    """The level of a volume, where the next higher one begins, and how many more reach it (dsop.levels: merchants, service-providers)."""
    higher, missing = None, None
    for level, start in enumerate(begins, 1):
        above = excluded(start, counted, facts, why)
        if counted >= start.value + above:
            text = "{counted:,} is {start:,} or more, where Level {level} begins."
            if above:
                text = "{counted:,} is more than {start:,}, above which Level {level} begins."
            why.step(text, start, (counted, "transactions"), counted=counted, start=start.value, level=level)
            why.rests(start, "level")
            return level, higher, missing
        higher, missing = start, start.value + above - counted
    if not higher:
        # Only a service provider under the reading that its volume does not matter; it has two levels.
        level = facts.levels.service_provider_levels.value
        why.step("Without being deemed Level 1 you are Level {level}.", lowest, level=level)
        why.rests(lowest, "level")
        return level, None, None
    text = "{counted:,} is less than {start:,}, so it is Level {level}."
    level = len(begins) + 1
    why.step(text, lowest, (counted, "transactions"), counted=counted, start=higher.value, level=level)
    why.rests(lowest, "level")
    return level, higher, missing


def excluded(start: Figure, counted: int, facts: Facts, why: Working) -> int:
    """1 where a level begins just above its figure, 0 where at it (dsop.levels: merchant-2, merchant-3).

    Level 1 says "or more" and Level 4 "less than"; only where Levels 2 and 3 meet is it open (reading level-boundaries).
    """
    if start is not facts.levels.level_2:
        return 0
    # Above the figure by itself, the reading changes the words alone.
    under = why.under if counted <= start.value else why.words_under
    return int(under("level-boundaries", "upper-included"))
