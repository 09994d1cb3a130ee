"""What a newcomer asks first: the level, the documents, the fees of the market, and whom to call.

The level is worked out as in `level`, the documents as in `validation`, from the same clauses; the fees are the market's
printed row for that level (dsop.fees.table), the phone is the directory's (dsop.send.directory).
"""

from __future__ import annotations

from ...words import dialled
from ..level import rules as level
from ..validation import rules as validation
from ..validation.documents import documents
from ..validation.sending import ACTS, DUE, due_source
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...errors import Problem
    from ...facts.edition import Facts
    from ...working import Working


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """Transactions as they can be."""
    yield from level.problems(given, facts)


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The level (1 to 4), what is due at it, the market's fees for it, and the market's phone number as printed."""
    own_level = level.answer(case, facts, why)["level"]
    assert isinstance(own_level, int)
    case.level = own_level
    asked = validation.must_submit(case, facts, why)
    enrol = validation.must_enrol(case, facts, why)
    if not enrol:
        text = "This supposes that American Express has not designated you. If it has, you must enrol within {days} days of its notice."
        why.step(text, facts.validation.designation, days=facts.validation.enrol_within.value)
    due = documents(case, asked, facts, why)
    what_next(due, enrol, facts, why)
    return {
        "level": own_level,
        "documents": due,
        "must_submit": asked,
        "must_enrol": enrol,
        "fees": fees(case, facts, why),
        "phone": phone(case, facts, why),
    }


def what_next(due: dict[str, str], enrol: bool, facts: Facts, why: Working) -> None:
    """By when documents are sent, and who is named first (dsop.validate.contact, dsop.fees.deadlines)."""
    # What the level by itself leads to is not what a newcomer does first.
    why.dues.clear()
    why.acts.clear()
    names = [name for name, status in due.items() if status == "mandatory"]
    for name in DUE:
        if name in names:
            why.due(DUE[name], due_source(name, facts))
    if names:
        why.due("American Express tells you each deadline.", facts.fees.deadline)
    else:
        why.due("No date is given.", facts.validation.asked_from_level)
        why.act("See what binds you all the same.", facts.validation.asked_from_level)
    if enrol:
        why.act("Name a data security contact to SecureTrust.", facts.validation.data_security_contact)
    else:
        for name in names:
            why.act(ACTS[name], getattr(facts.validation, f"{name}_sent"))


def fees(case: Inputs, facts: Facts, why: Working) -> dict[str, object] | None:
    """The market's row of the fee table for the level, amounts as text (dsop.fees.table); none where it has no row."""
    source = facts.fees.amounts
    if case.market is None:
        return None
    market = facts.markets[case.market.casefold()]
    if case.market not in facts.fee_markets:
        why.step("The fee table has no fees for {market}: ask American Express.", source, market=market.in_words)
        return None
    row = facts.fee_row(case.market, case.level)
    words = {"market": market.in_words, "level": case.level}
    if row.monthly is None:
        text = "Late documents cost at Level {level} in {market}: {amounts}."
        amounts = ", then ".join(f"{amount:,} {row.currency}" for amount in row.instalments)
    else:
        text = "Late documents cost at Level {level} in {market}: {amounts} a month."
        amounts = f"{row.monthly:,} {row.currency}"
    why.step(text, source, None, amounts=amounts, **words)
    why.may("American Express has the right to impose these fees; it may charge less.", facts.fees.imposing)
    question = f"#fee?market={case.market.replace(' ', '+')}&kind={case.kind}&level={case.level}"
    why.act("See what lateness costs: {amounts}.", source, question, amounts=amounts)
    return {
        "market": case.market,
        "iso": market.iso,
        "levels": list(row.levels),
        "currency": row.currency,
        "fees": list(row.instalments) or None,
        "monthly_fee": row.monthly,
        "clause": source.clause,
    }


def phone(case: Inputs, facts: Facts, why: Working) -> str | None:
    """SecureTrust's number in the market, as printed (dsop.send.directory)."""
    if case.market is None:
        return None
    market = facts.markets[case.market.casefold()]
    contact = facts.contact
    text = "SecureTrust's number for {market} is {phone}."
    why.step(text, contact.by_market, market=market.in_words, phone=market.phone)
    if market.note:
        why.step("{note}", contact.by_market, note=market.note)
        text = "The general numbers are {first} and {second}."
        first, second = contact.general_phone_freephone.value, contact.general_phone_us
        why.step(text, second, first=first, second=second.value)
        why.act("Call {first} with questions.", second, dialled(first), first=first)
    else:
        why.act("Call {phone} with questions.", contact.by_market, dialled(market.phone), phone=market.phone)
    return market.phone
