"""The answer for a person: whether the conditions of STEP are met."""

from __future__ import annotations

from ...card import Claim, Headline
from ...words import capital, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer

WHY = {
    "not_a_merchant": "it is for merchants alone",
    "not_pci_compliant": "you do not comply with the PCI DSS",
    "recent_incident": "you had a Data Incident in the past {months} months",
    "secured_share_below_75": "less than {share} % of your transactions use EMV or P2PE",
    "no_contactless": "you do not include contactless",
}
CONDITIONS = {
    "not_pci_compliant": "compliance with the PCI DSS",
    "recent_incident": "{months} months without a Data Incident",
    "secured_share_below_75": "{enough} {share} % of transactions over EMV or P2PE",
    "no_contactless": "contactless in the United States",
}


def headline(answer: Answer) -> Headline:
    """Whether all conditions are met; which is not, where one surely is not; and those that are open, else."""
    eligible, ways = answer.any_of("eligible"), answer.any_of("unmet")
    step = answer.facts.step
    enough = "more than" if answer.readings_asked.get("step-at-least-75") == "more-than-75" else "at least"
    figures = {"months": step.no_incident_for.value, "share": step.secured_share.value, "enough": enough}
    if list(eligible) == [True]:
        text = "You meet the conditions of STEP. American Express decides whether you qualify."
        return Headline(text, Claim("eligible", "is", True))
    if list(eligible) == [False]:
        always = [word for word in WHY if all(word in way for way in ways)]
        why = ". ".join([capital(WHY[word].format_map(figures)) for word in always])
        unmet = Claim("unmet", "is", ways[0]) if len(ways) == 1 else Claim("unmet", "one_of", ways)
        text = f"You do not meet the conditions of STEP. {why}." if why else "You do not meet the conditions of STEP."
        return Headline(text, Claim("eligible", "is", False), unmet)
    needed = [CONDITIONS[word].format_map(figures) for word in CONDITIONS if any(word in way for way in ways)]
    text = f"Whether you meet the conditions of STEP is open. Needed: {listed(needed, 'and')}."
    return Headline(text, Claim("eligible", "one_of", eligible))
