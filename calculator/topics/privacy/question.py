"""What is asked for fewer offers, and what is answered."""

from __future__ import annotations

from ...fields import Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case

PRIVACY = Topic(
    "privacy",
    "Fewer offers",
    "Does the privacy statement cover me, and how do I say no?",
    covers="Whether the privacy statement covers you, and what it names for you to stop each kind of offer or tracking.",
    leaves="Your rights by law, which the statement does not list, and what your account's own terms say.",
    fields=(
        Field(
            "relation",
            "choice",
            "You are",
            "what you are to American Express",
            question="What are you to American Express?",
            choices=(
                ("dollar_card_customer", "A customer with an International Dollar Card"),
                ("visitor", "A visitor to the website"),
                ("other_customer", "A customer with another card"),
            ),
        ),
        Field(
            "area",
            "choice",
            "You are in",
            "where you are",
            question="Where are you?",
            choices=(
                ("united_states", "United States"),
                ("puerto_rico", "Puerto Rico"),
                ("us_virgin_islands", "US Virgin Islands"),
                ("latin_america_caribbean", "Latin America or the Caribbean"),
                ("elsewhere", "Elsewhere"),
            ),
        ),
        Field(
            "stop",
            "choice",
            "You want to stop",
            "what you want to stop",
            question="What do you want to stop?",
            choices=(
                ("email_offers", "E-mail offers of American Express"),
                ("partner_offers", "Offers of business partners"),
                ("direct_mail", "Offers by mail"),
                ("telemarketing", "Offers by telephone"),
                ("third_party_ads", "Tracking by companies that place ads"),
            ),
        ),
    ),
    results=(
        Result("applies", "yes_no", "privacy.customers_covered", "The privacy statement covers you"),
        Result("actions", "list", "privacy.questions", "What to do", item={"text": "text", "clause": "clause"}),
        Result(
            "phones",
            "list",
            "privacy.phone_united_states",
            "Phones to call",
            item={"where": "text", "number": "text"},
            reaches=True,
        ),
    ),
    readings={
        "privacy-visitor-customer": ("covered", "excluded"),
        "privacy-us-offers": ("the-call", "us-offers-only"),
        "privacy-phone-area": ("either-number", "account-statement-only"),
        "privacy-who-may-decline": ("everybody", "customers-only"),
        "privacy-partner-mail": ("one-reply", "decline-twice"),
    },
)


class Inputs(Case):
    relation: str
    area: str
    stop: str
