"""Whether the privacy statement covers somebody, and how to say no to what it describes.

From the statement: whom it covers (privacy.scope: whom, other-sites), e-mail offers (privacy.offers: reply, every-email,
online-account), partners (privacy.use: partners), mail and telemarketing (privacy.choices: decline), and third-party
advertisement servers (privacy.links: third-party-servers, opt-out, leaving).
"""

from __future__ import annotations

from ...words import dialled
from ...working import Act
from .question import Inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ...errors import Problem
    from ...facts.edition import Facts
    from ...facts.sheets import Rule
    from ...working import Working

    Entries = list[dict[str, str]]


def problems(given: Mapping[str, object], facts: Facts) -> Iterator[Problem]:
    """None: every combination can be."""
    yield from ()


def answer(case: Inputs, facts: Facts, why: Working) -> dict[str, object]:
    """Whether the statement applies, what to do, and whom to call."""
    actions: Entries
    phones: Entries = []
    if applies := covered(case, facts, why):
        actions, phones = WAYS[case.stop](case, facts, why)
    else:
        text = "Look for the privacy statement of the American Express website in your market, or for your card."
        actions = [action(text, facts.privacy.other_sites)]
    by_email = applies and case.stop in ("email_offers", "partner_offers")
    why.due(
        "At any time." if by_email else "No date is given.",
        facts.privacy.email_reply if by_email else facts.privacy.questions,
    )
    for number in phones:
        why.act("Call {number} ({where}).", facts.privacy.questions, dialled(number["number"]), **number)
    # The first is the headline; it is what to do where there is no other.
    for other in actions[1:] or actions:
        why.acts.append(Act(other["text"], other["clause"]))
    if not actions:
        why.act("See the choices that the statement names.", facts.privacy.direct_mail)
    return {"applies": applies, "actions": actions, "phones": phones}


def action(text: str, source: Rule) -> dict[str, str]:
    """One thing to do, with its clause."""
    return {"text": text, "clause": source.clause}


def covered(case: Inputs, facts: Facts, why: Working) -> bool:
    """International Dollar Card customers and visitors, in the areas named (privacy.scope.whom, reading privacy-visitor-customer)."""
    privacy = facts.privacy
    if case.area == "elsewhere":
        text = "The statement applies in the United States, Puerto Rico, the US Virgin Islands, Latin America and the Caribbean alone."
        why.step(text, privacy.visitors_covered)
        why.not_met("In one of these areas, the statement would apply to you.", privacy.visitors_covered)
        why.step("Websites in other markets have statements of their own.", privacy.other_sites)
        return False
    if case.relation == "dollar_card_customer":
        why.step("International Dollar Card customers in this area are covered.", privacy.customers_covered)
    elif case.relation == "visitor":
        why.step("Visitors to the website who are in this area are covered.", privacy.visitors_covered)
    elif why.under("privacy-visitor-customer", "excluded"):
        why.step(
            "Of the customers, only those with an International Dollar Card are covered.", privacy.customers_covered
        )
        why.not_met("With an International Dollar Card, the statement would apply to you.", privacy.customers_covered)
        return False
    else:
        why.step(
            "A customer with another card is covered as a visitor to the website in this area.",
            privacy.visitors_covered,
        )
    return True


def email_offers(case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """E-mail offers: a reply, and for customers the Online Account (privacy.offers, reading privacy-who-may-decline)."""
    why.step("You can opt out of e-mail offers from American Express.", facts.privacy.email_offers)
    return by_email("Reply to the e-mail and say that you want no more offers.", case, facts, why), []


def by_email(reply: str, case: Inputs, facts: Facts, why: Working) -> Entries:
    """The ways to decline an e-mail offer that American Express sends (privacy.offers: reply, every-email, online-account)."""
    privacy = facts.privacy
    actions = []
    if case.relation != "visitor" or not why.under("privacy-who-may-decline", "customers-only"):
        actions.append(action(reply, privacy.email_reply))
    actions.append(action("Do as the e-mail itself says: each offer tells you how to decline.", privacy.email_says_how))
    if case.relation != "visitor":
        text = "Or log in to your Online Account, and set your e-mail preferences."
        actions.append(action(text, privacy.email_preferences))
    return actions


def partner_offers(case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """Offers that American Express sends for partners, and their own (privacy.use.partners, reading privacy-partner-mail)."""
    privacy = facts.privacy
    text = "American Express may send offers on behalf of partners. Those whose customer you became may send their own."
    why.step(text, privacy.partner_offers_on_behalf)
    text = "Reply to an offer that American Express sends for a partner, and say that you want no more."
    if why.under("privacy-partner-mail", "decline-twice"):
        text = "Reply to an offer that American Express sends for a partner too, beside its own offers."
    own = action("Tell the partner, if it sends its offers itself.", privacy.partner_told_separately)
    return [*by_email(text, case, facts, why), own], []


def direct_mail(case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """Offers by mail: by telephone (privacy.choices.decline)."""
    return by_phone("Call and say that you want no offers by mail.", facts.privacy.direct_mail, case, facts, why)


def telemarketing(case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """Offers by telephone: by telephone (privacy.choices.decline)."""
    return by_phone("Call and say that you want no offers by telephone.", facts.privacy.telemarketing, case, facts, why)


def by_phone(text: str, source: Rule, case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """The numbers to call (privacy.choices.decline, readings privacy-us-offers, privacy-phone-area)."""
    privacy = facts.privacy
    if case.area != "united_states" and why.under("privacy-us-offers", "us-offers-only"):
        why.step("Only offers in the United States can be declined by telephone.", source)
        return [], []
    numbers = [
        ("united_states", "United States", privacy.phone_united_states),
        ("latin_america_caribbean", "Mexico City", privacy.phone_mexico_city),
    ]
    if why.under("privacy-phone-area", "account-statement-only"):
        numbers = [entry for entry in numbers if entry[0] == case.area]
        why.step("Each number is for callers from its own place.", privacy.phone_on_account_statement)
    for _, where, number in numbers:
        why.step("{where}: {number}, as printed.", number, where=where, number=number.value)
    actions = [action(text, source)] if numbers else []
    if case.relation != "visitor":
        other = "Or call the number for your country on your account statement."
        actions.append(action(other, privacy.phone_on_account_statement))
    return actions, [{"where": where, "number": number.value} for _, where, number in numbers]


def third_party_ads(case: Inputs, facts: Facts, why: Working) -> tuple[Entries, Entries]:
    """Third-party advertisement servers: with them (privacy.links: third-party-servers, opt-out, leaving)."""
    privacy = facts.privacy
    why.step(
        "In this work the companies that place the ads collect no personally identifiable information.",
        privacy.third_party_ads,
    )
    why.step("These companies have privacy policies of their own, which apply to them.", privacy.third_party_opt_out)
    text = "On a website that is not American Express's, this statement does not apply."
    why.step(text, privacy.leaving_the_site)
    text = "Visit the website of the Network Advertising Initiative: it tells how to opt out of tracking by companies that place ads."
    return [action(text, privacy.third_party_opt_out)], []


WAYS: dict[str, Callable[[Inputs, Facts, Working], tuple[Entries, Entries]]] = {
    "email_offers": email_offers,
    "partner_offers": partner_offers,
    "direct_mail": direct_mail,
    "telemarketing": telemarketing,
    "third_party_ads": third_party_ads,
}
