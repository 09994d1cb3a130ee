"""What is asked for whom to contact, and what is answered."""

from __future__ import annotations

from ...fields import Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case

CONTACT = Topic(
    "contact",
    "Whom to contact",
    "Whom do I call about the programme?",
    covers="The phone number for each market of the phone list, as printed, and the numbers and addresses that are the same for all.",
    leaves="Whether a printed number still answers: the answer warns where it is not a valid one.",
    fields=(
        Field(
            "market",
            "market",
            "Market",
            "a market of the phone list",
            question="In which market is your agreement?",
            hint="Where your agreement with American Express is.",
            example="Australia",
            table="directory",
        ),
    ),
    results=(
        Result("phone", "text", "contact.by_market", "Phone, as printed", reaches=True),
        Result("note", "text", "contact.by_market"),
        Result("international_toll", "yes_no", "contact.international_toll", "An international toll applies"),
        Result("general_phones", "list", "contact.general_phone_us", "General numbers", item="text", reaches=True),
        Result("email", "text", "contact.email", "E-mail", reaches=True),
        Result("portal", "text", "contact.portal", reaches=True),
        Result("fax", "text", "contact.fax"),
    ),
    readings={"toll-plus": ("as-printed", "freephone")},
)


class Inputs(Case):
    market: str
