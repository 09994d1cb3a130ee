"""The reduction of an indemnity over two shares."""

from __future__ import annotations

from decimal import Decimal

from ...show import text
from ...show.drawing import WIDE, Picture, at, kept, short, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


class Shares:
    """What two shares give where an indemnity is owed and every criterion for a reduction is met."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        sheet = answer.facts.indemnity
        over = sheet.share_over.value
        self.over = over
        numbers = sheet.owed_from.value + 1
        self.met: dict[str, object] = {
            **{"kind": "merchant", "card_numbers": numbers, "numbers_with_data": numbers, "previously_claimed": 0},
            **dict.fromkeys(
                ("notified_in_time", "pci_compliant", "incident_duties_met", "forbidden_data_stored"), False
            ),
            **dict.fromkeys(
                ("mitigation_throughout", "pfi_investigation_complete", "report_confirms_mitigation"), True
            ),
            **{"wrongful_conduct": False, "investigation_waived": False},
        }
        low, high = Decimal(over) / 2, Decimal(100 + over) / 2
        # By whether chip and whether other technology is above the figure; a share with any technology is not known.
        self.regions = {
            (chip > over, other > over): self.given(chip, other, None) for chip in (low, high) for other in (low, high)
        }
        self.examples = [
            (example, self.given(Decimal(example.chip_percent), *(Decimal(example.other_percent),) * 2))
            for example in answer.facts.reduction_examples
        ]
        self.levels = [
            (share, self.given(Decimal(share), Decimal(share), Decimal(share)))
            for share in range(over - over % 10 + 10, 100, 10)
        ]
        at_figure = self.given(Decimal(over), Decimal(0), Decimal(0)).fields["reduction"]
        self.names = (f"at most {over} %", f"more than {over} %")
        if at_figure != "none":
            self.names = (f"less than {over} %", f"{over} % or more")

    def given(self, chip: Decimal, other: Decimal, any_technology: Decimal | None) -> Answer:
        values: dict[str, object] = {"chip_percent": chip, "other_technology_locations_percent": other}
        values["any_technology_locations_percent"] = any_technology
        return self.answer.again(**self.met | values)


def reduction_in_words(region: Answer) -> str:
    """What a region gives: none, a percentage, or either; in the enhanced one the lesser of the two shares."""
    most = text.value_in_words(region, "reduction_percent", region.ends("reduction_percent")[1])
    words = {"none": "none", "standard": most, "enhanced": "the lesser share"}
    return " or ".join(words[kind] for kind in region.any_of("reduction"))


def drawn(answer: Answer) -> Picture | None:
    """The reduction over both shares, with the printed examples and the reader; nothing where no share can bring one."""
    inputs = answer.inputs
    if answer.fields["reduction"] == "none":
        whole = dict.fromkeys(
            ("chip_percent", "any_technology_locations_percent", "other_technology_locations_percent"), Decimal(100)
        )
        if answer.again(**whole).fields["reduction"] == "none":
            return None
    shares = kept(answer, None, Shares)
    left, right, top, bottom = 36, 274, 24, 224

    def x(share: Decimal | int) -> float:
        return left + float((right - left) * share / 100)

    def y(share: Decimal | int) -> float:
        return bottom - float((bottom - top) * share / 100)

    chip, other, any_technology = (
        inputs[name]
        for name in ("chip_percent", "other_technology_locations_percent", "any_technology_locations_percent")
    )
    where = "The diamond is you."
    if chip is None and other is None:
        where = "You can be anywhere: neither share is known."
    elif chip is None or other is None:
        where = "The bar is where you can be."
    axes = "Chip-Enabled Devices, % of transactions", "Other technology, % of locations"
    picture = Picture(
        "The reduction of the indemnity over two shares",
        "The reduction where all four criteria are met and American Express grants it. 1 to 4 are the printed examples; "
        f"top right, the lines join equal reductions. {where}",
        266,
        ("Where", "Chip", "Other", "Reduction"),
    )
    over = shares.over
    for (chips, others), found in shares.regions.items():
        x1, x2 = (x(over), x(100)) if chips else (x(0), x(over))
        y1, y2 = (y(100), y(over)) if others else (y(over), y(0))
        is_enhanced = found.fields["reduction"] == "enhanced"
        picture.box("band picture__band--mine" if is_enhanced else "band", x1, y1, x2, y2)
        words = reduction_in_words(found)
        if not is_enhanced:
            # In the corner, off the printed examples.
            picture.words(words, x1 + 8, y1 + 18)
        picture.rows.append(("Area", shares.names[chips], shares.names[others], words))
    for share, found in shares.levels:
        picture.path("contour", f"M{at(x(share), top)}V{short(y(share))}H{right}")
        picture.words(text.shown(found, "reduction_percent"), right + 5, y(share) + 5)
    for share in (0, over, 100):
        picture.words(str(share), x(share), bottom + 18, "middle")
        picture.words(str(share), left - 12, y(share) + 5, "end")
    picture.words(axes[1], 2, 11)
    picture.words(axes[0], WIDE / 2, bottom + 37, "middle")
    for example, found in shares.examples:
        here = x(example.chip_percent), y(example.other_percent)
        picture.drawn.append(f'<circle class="picture__mark" cx="{short(here[0])}" cy="{short(here[1])}" r="8.5"/>')
        picture.words(str(example.number), here[0], here[1] + 5, "middle", "number")
        percents = (f"{share} %" for share in (example.chip_percent, example.other_percent))
        picture.rows.append((f"Example {example.number}", *percents, text.shown(found, "reduction_percent")))
    said = text.shown(answer, "reduction_percent")
    if chip is not None or other is not None:
        most = Decimal(100) if any_technology is None else any_technology
        x1, x2 = (x(0), x(100)) if chip is None else (x(chip),) * 2
        y1, y2 = (y(0), y(most)) if other is None else (y(other),) * 2
        if (x1, y1) == (x2, y2):
            picture.path("guide", f"M{at(x1, bottom)}V{short(y1)}H{left}")
            picture.you(x1, y1)
        else:
            picture.range(x1, y1, x2, y2)
        words = f"You: {said}"
        # Beside the point or the bar, where there is room for it, and off the edges.
        start = x1 + 12 if x1 + 12 + width(words) < WIDE - 40 else x1 - 12 - width(words)
        if x1 != x2:
            start = x1 + 12
        picture.words(words, start, max((y1 + y2) / 2 - 9, top + 18), css="strong")
    known = (f"{share} %" if share is not None else "not known" for share in (chip, other))
    picture.rows.append(("You", *known, said))
    return picture
