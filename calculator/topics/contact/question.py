"""What is asked for whom to contact, and what is answered."""

from __future__ import annotations

from ...fields import Field
from ...topic import Topic
from ...unknown.case import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass


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
            hint="Where your agreement with American Express is.",
            example="Australia",
            table="directory",
        ),
    ),
    outcome={
        "phone": "text",
        "note": "text",
        "international_toll": "yes_no",
        "general_phones": "list",
        "email": "text",
        "portal": "text",
        "fax": "text",
    },
    readings={"toll-plus": ("as-printed", "freephone")},
)


class Inputs(Case):
    market: str
