"""The non-validation fees: by market, and which one falls when."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby, repeat

from ..sources import Sources
from ..text import counted, number
from .shape import Link, Row, filter_of, known_by, level_words, market_names, table, whose


def fees(sources: Sources) -> Iterator[Row]:
    """The non-validation fees, a row for each market and printed level, by market; amounts are strings."""
    facts = sources.facts
    for market in facts.fee_markets:
        for row in facts.fee_rows:
            if market in row.markets:
                yield {
                    "market": market,
                    "iso": facts.markets[market.casefold()].iso,
                    "levels": list(row.levels),
                    "currency": row.currency,
                    "fees": [str(amount) for amount in row.instalments] or None,
                    "monthly_fee": None if row.monthly is None else str(row.monthly),
                    "clause": facts.fees.amounts.clause,
                }


def fees_flat(row: Row) -> Row:
    """A row of the fees with a column for each of the three."""
    flat: Row = {}
    for key, value in row.items():
        flat |= (
            dict(zip(("first", "second", "third"), value or repeat(None), strict=False))
            if key == "fees"
            else {key: value}
        )
    return flat


def fees_html(rows: list[Row], sources: Sources, link: Link) -> str:
    """A row group for each market, a row for each printed level."""
    groups = []
    for market, of_market in groupby(rows, key=lambda row: str(row["market"])):
        levels = list(of_market)
        known = known_by(market_names(sources.facts.markets[market.casefold()]))
        head = f'<th scope="rowgroup" role="rowheader" rowspan="{len(levels)}">{escape(market)}</th>'
        lines = []
        for row in levels:
            if row["monthly_fee"] is None:
                amounts = "\n".join(f'<td role="cell">{number(int(amount))}</td>' for amount in row["fees"])
            else:
                amounts = f'<td role="cell" colspan="3">{number(int(row["monthly_fee"]))} each month</td>'
            lines.append(
                f'<tr role="row"{known}{whose(market=market, levels=row["levels"])}>{head}\n'
                f'<th scope="row" role="rowheader" class="fees__level">{level_words(row["levels"])}</th>\n'
                f'<td role="cell" class="fees__currency">{row["currency"]}</td>\n{amounts}</tr>'
            )
            head = ""
        groups.append(f'<tbody role="rowgroup">{"\n".join(lines)}</tbody>')
    columns = ("Market", "Level", "Currency", "1st Month Fee", "2nd Month Fee", "3rd Month Fee")
    heads = "\n".join(f'<th scope="col" role="columnheader">{column}</th>' for column in columns)
    return (
        f'<div class="table-scroll"{filter_of("Find a market, a level or a currency")}><table class="fees" role="table">'
        "<caption>Non-validation fees by market and level, each amount in the currency of its row</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f"{'\n'.join(groups)}</table></div>"
    )


def fee_description(sources: Sources) -> Iterator[Row]:
    """Which fee falls when so many days have passed since the first deadline."""
    sheet = sources.facts.fees
    for count, after in enumerate((sheet.first_after, sheet.second_after, sheet.third_after), 1):
        yield {
            "after_days": after.value,
            "level_1": f"fee {count} of Level 1",
            "level_2_and_step": f"fee {count} of Level {sheet.step_column.value}",
            "levels_3_and_4": "" if count > 1 else "monthly fee",
            "clause": after.clause,
        }


def fee_description_html(rows: list[Row], sources: Sources, link: Link) -> str:
    columns = (
        "Your Validation Documentation",
        "Level 1 Merchant or Service Provider",
        "Level 2 Merchant or Service Provider, or STEP Merchant",
        "Level 3 or Level 4 Merchant",
    )
    cells: list[tuple[str, ...]] = []
    for ordinal, row in zip(("1st", "2nd", "3rd"), rows, strict=True):
        late = (
            f"within {counted(row['after_days'], 'days')} of the first deadline" if cells else "by the first deadline"
        )
        fee = f"{ordinal} Month Fee for Level"
        cells.append((f"Not received {late}", f"{fee} 1", f"{fee} 2", "" if cells else "Monthly Fee"))
    return table("Which fee falls when", columns, cells)
