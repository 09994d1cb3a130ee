"""Whom to call or write to about the programme, in a market.

From the clauses on sending documents (dsop.send): the phone list by market (directory), what a + costs (toll), the general
numbers and the e-mail address (questions), and the two ways to send documents (portal, fax).
"""

from __future__ import annotations

from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...errors import Problem
    from ...facts.edition import Facts, Market
    from ...working import Working


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """None: there is but one input."""
    yield from ()


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """The market's phone as printed, a note where it is no valid number, and the ways that are open to all markets."""
    contact = facts.contact
    market = facts.markets[case.market.casefold()]
    why.step("{market}: {phone}, as printed.", contact.by_market, market=market.name, phone=market.phone)
    if market.note:
        why.step("{note}", contact.by_market, note=market.note)
    toll = by_toll(market, facts, why)
    general = (contact.general_phone_freephone, contact.general_phone_us)
    text = "Questions from every market: {first} or {second}, or {email}."
    first, second = (phone.value for phone in general)
    why.step(text, contact.general_phone_us, first=first, second=second, email=contact.email.value)
    why.step("You may upload documents to the portal: {portal}", contact.portal, portal=contact.portal.value)
    why.step("Or you may fax them to {fax}.", contact.fax, fax=contact.fax.value)
    why.due("At any time: the policy names no hours.", contact.by_market)
    mail = contact.email
    why.act("Write to {email} if you cannot get through.", mail, f"mailto:{mail.value}", email=mail.value)
    why.act("Upload documents at {portal}.", contact.portal, contact.portal.value, portal=contact.portal.value)
    return {
        "phone": market.phone,
        "note": market.note or None,
        "international_toll": toll,
        "general_phones": [phone.value for phone in general],
        "email": contact.email.value,
        "portal": contact.portal.value,
        "fax": contact.fax.value,
    }


def by_toll(market: Market, facts: Facts, why: Working) -> bool:
    """Whether an international toll applies: where the number is printed with a plus (dsop.send.toll, reading toll-plus)."""
    toll, free = facts.contact.international_toll, facts.contact.general_phone_freephone
    if not market.phone.startswith("+"):
        why.step("It is printed without a +, so no international toll is named.", toll)
        return False
    # "+ 800" stands for the international freephone service, as in the general number.
    plus, service, *_ = free.value.split()
    prefix = f"{plus} {service}"
    if market.phone.startswith(f"{prefix} ") and why.under("toll-plus", "freephone"):
        why.step("{prefix} begins an international freephone number, which is free as a rule.", free, prefix=prefix)
        return False
    why.step("The + stands for the international prefix: an international toll applies.", toll)
    return True
