"""Whether an indemnity is owed for a Data Incident, and for which numbers.

From the clauses on indemnity (dsop.indemnity): from how many numbers on it is owed (owes, below-threshold), the numbers
that earlier claims leave out (prior-claims), and the conditions that free from it (conditions, condition-notified,
condition-compliant, condition-no-wrong).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...facts.edition import Facts
    from ...working import Working
    from .question import Inputs


def owes(case: Inputs, facts: Facts, why: Working) -> tuple[int, bool]:
    """The numbers charged, and whether anything is owed for them (dsop.indemnity: owes, below-threshold, prior-claims)."""
    sheet, least = facts.indemnity, facts.indemnity.owed_from
    counted, claimed = exposed(case, why), case.perhaps("previously_claimed")
    chargeable = counted - case.previously_claimed if claimed else counted
    tested = chargeable if claimed and why.under("indemnity-threshold", "after-exclusion") else counted
    if tested < least.value:
        # The clause that frees below the threshold counts the incident's numbers, the one that owes those with the data.
        small = case.card_numbers < least.value or why.words_under("freed-by-which-count", "exposed")
        text = "{count}: less than {least:,}, so no indemnity is owed."
        if not small:
            text = "{count} exposed with the data: less than {least:,}, so no indemnity is owed."
        words = {"count": (tested, "number"), "least": least.value}
        why.step(text, sheet.below_threshold if small else least, (tested, "card_numbers"), **words)
        short = least.value - tested
        why.not_met("With {short} it would be owed.", least, (short, "card_numbers"), short=(short, "more number"))
        return chargeable, False
    text = "{count:,} numbers are {least:,} or more."
    why.step(text, least, (tested, "card_numbers"), count=tested, least=least.value)
    if claimed:
        text = "{counted:,} − {claimed:,} claimed before = {left}."
        words = {"counted": counted, "claimed": case.previously_claimed, "left": (chargeable, "number")}
        why.step(text, sheet.prior_claims_within, (chargeable, "card_numbers"), **words)
        if chargeable < 1:
            why.step("All of them were claimed before, so nothing is left to charge.", sheet.prior_claims_within)
            why.not_met("A number that was not claimed before would be charged.", sheet.prior_claims_within)
            return 0, False
    return chargeable, not freed(case, tested, facts, why)


def exposed(case: Inputs, why: Working) -> int:
    """The numbers that count: those exposed with the data (dsop.indemnity.owes, reading numbers-with-data)."""
    alike = case.knows("numbers_with_data") and case.numbers_with_data == case.card_numbers
    # As soon as one is exposed with the data, all of them would count.
    if not alike and why.under("numbers-with-data", "all-numbers") and case.numbers_with_data:
        return case.card_numbers
    return case.numbers_with_data


def freed(case: Inputs, exposed: int, facts: Facts, why: Working) -> bool:
    """Whether all conditions that free you are met.

    From dsop.indemnity.conditions, readings freed-by-which-count and indemnity-exactly-10000. `exposed` are the numbers that
    the threshold was tested on; the conditions free by all numbers of the incident.
    """
    sheet, least = facts.indemnity, facts.indemnity.owed_from
    count = exposed if why.under("freed-by-which-count", "exposed") else case.card_numbers
    if count == least.value and not why.under("indemnity-exactly-10000", "conditions-free"):
        text = "The conditions that free you need more than {least:,} numbers in the incident."
        if why.words_under("freed-by-which-count", "exposed"):
            text = "The conditions that free you need more than {least:,} numbers exposed with the data."
        why.step(text, sheet.conditions, least=least.value)
        return False
    unmet = conditions_not_met(case, facts, why)
    if not unmet:
        text = "You meet all conditions that free you: no indemnity is owed."
        if case.card_numbers > least.value and not why.words_under("freed-by-which-count", "exposed"):
            text = (
                "{count:,} numbers in the incident are more than {least:,}, and you meet all conditions that free you."
            )
        why.step(text, sheet.conditions, count=case.card_numbers, least=least.value)
    return not unmet


CONDITIONS = {
    "notified_in_time": (True, "you must have notified American Express in time", "condition_notified"),
    "pci_compliant": (True, "you must have complied with the PCI DSS at the time", "condition_compliant"),
    "pfi_investigation_complete": (
        True,
        "a PFI's investigation must have found that you complied",
        "condition_compliant",
    ),
    "wrongful_conduct": (
        False,
        "neither you nor your Covered Parties may have caused it by wrongful conduct",
        "condition_no_wrong",
    ),
}
"""What must be so to be free of the indemnity, in words, and the rule that says so."""


def conditions_not_met(case: Inputs, facts: Facts, why: Working) -> list[str]:
    """The conditions not met (dsop.indemnity: condition-notified, condition-compliant, condition-no-wrong)."""
    wanted = {name: value for name, (value, _, _) in CONDITIONS.items()}
    if not case.surely("notified_in_time") and why.under("notice-in-time", "at-all"):
        del wanted["notified_in_time"]
    if not case.surely("pfi_investigation_complete") and why.under("compliance-by-pfi", "own-evidence"):
        del wanted["pfi_investigation_complete"]
    unmet = case.unmet(wanted)
    for name in unmet:
        _, needed, source = CONDITIONS[name]
        why.not_met("To be free of the indemnity, {needed}.", getattr(facts.indemnity, source), needed=needed)
    return unmet
