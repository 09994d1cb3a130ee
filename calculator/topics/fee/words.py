"""The answer for a person: what lateness costs by now."""

from __future__ import annotations

from ...card import Claim, Headline
from ...show.text import Row, shown
from ...words import amounts, in_words, plural
from ...working import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import Any

    from ...answer import Answer


NUMBERS = ("no", "one", "two", "three")


def headline(answer: Answer) -> Headline:
    """How late, which fees are due by then, and what they come to."""
    days, counted = answer.fields["days_late"], answer.fields["days_counted"]
    least, most = answer.ends("total")
    if not days:
        return Headline("Your documents came in time: no fee is due.", Claim("total", "is", most))
    late = f"{plural(days, 'day')} late"
    if counted != days:
        late = f"{late}, of which {counting(counted)}"
    if least == most:
        return Headline(f"{late}, {due(answer)}", Claim("days_late", "is", days), Claim("total", "is", most))
    return Headline(
        f"{late}: this costs from {amounts(least, most, answer.currency)}, depending on {cause(answer)}.",
        Claim("days_late", "is", days),
        Claim("total", "at_least", least),
        Claim("total", "at_most", most),
        about=("total", "total"),
    )


def counting(days: int) -> str:
    """How many days count, as the end of a clause."""
    if days == 0:
        return "none counts"
    return "1 counts" if days == 1 else f"{days:,} count"


def cause(answer: Answer) -> str:
    """What an open total hangs on."""
    if answer.inputs["level"] is None:
        return "your level"
    if "months" in answer.bounds and answer.inputs["submission_required"]:
        return "the calendar months that began meanwhile"
    return "whether American Express requires your documents"


def due(answer: Answer) -> str:
    """Which fees are due, and what they come to."""
    total = in_words("amount", answer.fields["total"], answer.currency)
    fees, months = answer.fields["instalments"], answer.fields["months"]
    if not answer.fields["total"]:
        return "no fee is due."
    if fees:
        fallen, of = sum(fee["assessed"] for fee in fees), len(fees)
        if fallen == of:
            return f"all {NUMBERS[of]} fees are due: {total}."
        return f"{NUMBERS[fallen]} of {NUMBERS[of]} fees {'is' if fallen == 1 else 'are'} due: {total}."
    if months == 1:
        return f"{NUMBERS[1]} monthly fee is due: {total}."
    return f"{months:,} monthly fees are due: {total}."


def acts(answer: Answer) -> Iterator[Act]:
    """To find the level, where it is not known."""
    if answer.inputs["level"] is None:
        clause = answer.facts.levels.volume.clause
        yield Act("Find your level.", clause, f"#level?kind={answer.inputs['kind']}")


def total(answer: Answer) -> Iterator[Row]:
    """The total; where the level is not known, that of each level too."""
    label = answer.topic.result["total"].label
    yield Row("total", label, shown(answer, "total"))
    if answer.inputs["level"] is None and "total" in answer.bounds:
        merchant = answer.inputs["kind"] == "merchant"
        levels = answer.facts.levels.merchant_levels if merchant else answer.facts.levels.service_provider_levels
        for level in range(1, levels.value + 1):
            yield Row("total", f"At Level {level}", shown(answer.again(level=level), "total"))


def instalments(answer: Answer) -> Iterator[Row]:
    """A row for each of the three fees."""
    name = "instalments"
    if name in answer.bounds:
        yield Row(name, answer.topic.result[name].label, shown(answer, name))
        return
    for fee in answer.fields[name]:
        amount = in_words("amount", fee["amount"], answer.currency)
        label = f"Fee {fee['number']}, after the first deadline"
        if fee["after_days"]:
            label = f"Fee {fee['number']}, after {fee['after_days']} days"
        yield Row(name, label, f"{amount}: due" if fee["assessed"] else f"{amount}: not due yet")


def fallen(fees: list[dict[str, Any]]) -> str:
    """How many of the three fees are due."""
    return f"{sum(fee['assessed'] for fee in fees)} of {len(fees)} due"


ROWS = {"instalments": instalments, "total": total}
VALUES = {"instalments": fallen}


TO_CHANGE = {
    "days_late": ("Send by the first deadline", "fees.deadline", None),
    "received": ("Send by the first deadline", "fees.deadline", None),
    "step_participant": ("Take part in STEP, if you qualify", "fees.step_column", True),
}
"""What to do so that an input is another, the rule that makes it tell, and what a yes or no is then."""


def measure(answer: Answer) -> tuple[Decimal]:
    """What is lower where lateness costs less."""
    return (answer.ends("total")[1],)


def comes_of_it(answer: Answer, there: Answer, saved: tuple[Decimal], when: str) -> str:
    """What changes save, and whether they keep the agreement from being ended."""
    less = in_words("amount", saved[0], answer.currency)
    up_to = "up to " if "total" in answer.bounds else ""
    kept = True in answer.any_of("may_terminate") and list(there.any_of("may_terminate")) == [False]
    ending = ", and no ending of the agreement" if kept else ""
    return f"Next time that is {up_to}{less} less{ending}."
