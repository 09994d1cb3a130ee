"""What is asked for a level, and what is answered."""

from __future__ import annotations

from ...fields import Field
from ...result import Result
from ...topic import Topic
from ...unknown.case import Case
from ..common import COUNTED, KIND, MERCHANT

LEVEL = Topic(
    "level",
    "Your level",
    "Which level do I fall in?",
    covers="Level of a merchant or a service provider, by a year's transactions or by being assigned Level 1.",
    leaves="Whose transactions are yours, and over which twelve months: the policy leaves both open. Whether you are assigned Level 1.",
    fields=(
        KIND,
        Field(
            "transactions",
            "whole",
            "American Express Card transactions in a year",
            "the year's American Express Card transactions",
            question="How many American Express Card transactions do you have in a year?",
            statement="you have {} transactions a year",
            hint="Charges and credits of the last twelve months, over all your establishments.",
            example="50,000",
            unit="transactions",
        ),
        Field(
            "bip_transactions",
            "whole",
            "Buyer Initiated Payments (BIP) among them",
            "how many of them are Buyer Initiated Payments",
            question="How many of them are Buyer Initiated Payments (BIP)?",
            statement="{} of them are Buyer Initiated Payments",
            hint="Payments that your buyer starts by a payment instruction file.",
            example="1,200",
            unit="transactions",
            default=0,
            when=COUNTED,
        ),
        Field(
            "franchisee_transactions",
            "whole",
            "Your franchisees' transactions, on top",
            "your franchisees' American Express Card transactions",
            question="How many transactions do your franchisees have on top?",
            statement="your franchisees have {} transactions",
            hint="Only if you are a franchisor.",
            example="20,000",
            unit="transactions",
            default=0,
            when=MERCHANT | COUNTED,
        ),
        Field(
            "designated_level_1",
            "yes_no",
            "American Express has assigned you Level 1",
            "whether American Express has assigned you Level 1",
            question="Has American Express assigned you Level 1?",
            statement=("American Express has assigned you Level 1", "American Express has not assigned you Level 1"),
            hint="It may do so whatever your volume is.",
            unknown=True,
            default=False,
            when=COUNTED,
        ),
    ),
    has_picture=True,
    results=(
        Result("level", "level", "levels.volume"),
        Result("counted_transactions", "count", "levels.volume", "Transactions that count"),
        Result("to_next_level", "count", "levels.volume", "To the next higher level", none="none is higher"),
    ),
    readings={
        "level-boundaries": ("lower-included", "upper-included"),
        "bip-service-providers": ("included", "excluded"),
        "service-provider-or": ("volume-or-deemed", "deemed-only"),
    },
)


class Inputs(Case):
    kind: str
    transactions: int
    bip_transactions: int
    franchisee_transactions: int
    designated_level_1: bool
