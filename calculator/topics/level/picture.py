"""The levels on a scale."""

from __future__ import annotations

from decimal import Decimal
from math import log10

from ...facts.sheets import Figure
from ...show import text
from ...show.drawing import GAP, Picture, at, kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...answer import Answer


def bands(answer: Answer) -> list[tuple[int, int]]:
    """Each level and the count of transactions that it begins at, the lowest level first."""

    def level(transactions: int) -> int:
        case = {"transactions": transactions, "bip_transactions": 0, "franchisee_transactions": 0}
        return answer.again(**case, designated_level_1=False).fields["level"]  # type: ignore[no-any-return]

    begins = [(level(0), 0)]
    sheet = answer.facts.levels
    for value in sorted({rule.value for rule in sheet if isinstance(rule, Figure) and rule.unit == sheet.level_1.unit}):
        # A level begins at its figure, or just above it.
        for first in (value, value + 1):
            if level(first) != begins[-1][0]:
                begins.append((level(first), first))
    return begins


def drawn(answer: Answer) -> Picture | None:
    """The levels on a logarithmic scale, with the reader's volume; nothing where volume does not decide."""
    begins = kept(answer, answer.inputs["kind"], bands)
    if len(begins) == 1:
        return None
    low, high = len(str(begins[1][1])) - 2, len(str(begins[-1][1])) + 1  # powers of ten
    top, bottom, left, right = 8.0, 208.0, 78, 148

    def y(count: Decimal | int) -> float:
        power = log10(count) if count else low
        return bottom - (bottom - top) * (min(max(power, low), high) - low) / (high - low)

    picture = Picture(
        "The levels by a year’s transactions",
        "Where each level begins, by the transactions that count in a year, on a logarithmic scale. "
        "The mark beside the scale is your volume.",
        216,
        ("Level", "Transactions that count"),
    )
    # Settled: no input that counts may be unknown.
    counted = Decimal(answer.fields["counted_transactions"])
    mine = max(place for place, (_, first) in enumerate(begins) if first <= counted)
    for place, (number, first) in enumerate(begins):
        next_first = begins[place + 1][1] if place + 1 < len(begins) else None
        floor, ceiling = y(first), top if next_first is None else y(next_first)
        picture.box("band picture__band--mine" if place == mine else "band", left, ceiling, right, floor)
        picture.words(
            f"Level {number}",
            (left + right) / 2,
            (floor + ceiling) / 2 + 5,
            "middle",
            "strong" if place == mine else "",
        )
        if place:
            picture.line("tick", left - 4, floor, left, floor)
            picture.words(f"{first:,}", left - 6, floor + 5, "end")
        if next_first is None:
            picture.rows.append((f"Level {number}", f"{first:,} or more"))
        else:
            picture.rows.append(
                (f"Level {number}", f"{first:,} to {next_first - 1:,}" if place else f"fewer than {next_first:,}")
            )
    here = y(counted)
    if not 10**low <= counted <= 10**high:
        # Beyond the scale: a triangle that points there.
        picture.path("you", f"M{at(right + 1, here)}h14l-7 {7 if counted < 10**low else -7}z")
    else:
        picture.you(right + 8, here)
    said = text.shown(answer, "counted_transactions")
    is_level = text.shown(answer, "level")
    first_line = min(max(here + 5, 18), bottom - GAP)
    picture.words(f"You: {said}", right + 20, first_line, css="strong")
    picture.words(is_level, right + 20, first_line + GAP)
    picture.rows.append((f"You: {is_level}", said))
    return picture
