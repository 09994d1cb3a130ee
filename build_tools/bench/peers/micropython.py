# What late documents cost at Level 1 or 2, three instalments: as much of the rule as the benchmark asks for.
import json

AFTER = (0, 30, 60)


def fee(fees: str, inputs: str) -> str:
    asked = json.loads(inputs)
    [row] = [row for row in json.loads(fees) if row["market"] == asked["market"] and asked["level"] in row["levels"]]
    due = [int(row["fees"][at]) for at, after in enumerate(AFTER) if asked["days_late"] > after]
    return json.dumps({"total": str(sum(due)), "currency": row["currency"]})
