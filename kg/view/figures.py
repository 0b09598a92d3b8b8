"""Numbers that are reported and aimed at: how they are written, and what a report says of a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.view.told import Told

SIGNS: Final = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}
_FULL = Decimal(100)  # per cent
_GROUPS = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_DIGITS = 4  # decimals that a number of 万 or 亿 may have


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as a statement tells it; `low` and `high` differ in a range alone. `printed` is as in the document."""

    low: Decimal | None
    high: Decimal | None
    comparator: str
    unit: str
    measure: str
    printed: str

    @property
    def middle(self) -> Decimal | None:
        """The value that stands for it in a chart."""
        return None if self.low is None or self.high is None else (self.low + self.high) / 2

    def shown(self) -> tuple[str, str]:
        """Return it in Chinese and in English, with its comparator and unit."""
        if self.low is None or self.high is None:
            said = f"{self.printed.removesuffix(self.unit)}{self.unit}"
            return said, said
        sign, ends = SIGNS.get(self.comparator, ""), sorted({self.low, self.high})
        zh = "–".join(amount(each) for each in ends) + self.unit
        en = "–".join(plain(each) for each in ends)
        return sign + zh, sign + en + (self.unit if self.unit == "%" else f" {self.unit}".rstrip())


def figure(told: Told) -> Figure:
    """Return the number of an observation or a goal."""
    start = "target" if told.kind == "Goal" else "value"
    one = _decimal(told, "targetValue" if start == "target" else "value")
    low, high = (_decimal(told, f"{start}{end}") for end in ("Min", "Max"))
    return Figure(
        low=one if one is not None else low,
        high=one if one is not None else high if high is not None else low,
        comparator=told.one("comparator"),
        unit=told.one("unit"),
        measure=told.one("measure"),
        printed=told.one("valueText"),
    )


def amount(value: Decimal) -> str:
    """Return a number as it is written in Chinese: 32000000 is 3200万."""
    for size, word in _GROUPS:
        if abs(value) >= size * (10 if word == "万" else 1):
            few = value / size
            if few == round(few, _DIGITS):
                return plain(few).replace(",", "") + word
    return plain(value)


def plain(value: Decimal) -> str:
    """Return a number in digits, without zeros at its end."""
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value.normalize():,f}"


# What may be said of a target, in the order in which pages list it.
STATES: Final = ("met", "missed", "above", "below", "reported", "open")


def state(target: Figure, reports: Iterable[Figure]) -> str:
    """Return what reports say of a target, one of `STATES`.

    "met" and "missed" where comparator and unit leave no doubt; "above" and "below" say only how the numbers lie:
    whether more is better is not known of a number that is aimed at exactly. "open": nothing is reported.
    """
    found = sorted({_state(target, report) for report in reports})
    if not found:
        return "open"
    return found[0] if len(found) == 1 else "reported"


def _state(target: Figure, report: Figure) -> str:
    if target.low is None or target.high is None or target.measure == "change" or target.unit == "名次":
        return "reported"  # of a change and of a rank the number alone does not tell its direction
    comparator = _whole(target)
    floor, ceiling = _bounds(comparator, target)
    least, most = _bounds(report.comparator, report) if report.comparator != "~" else (None, None)
    strict = comparator in {">", "<"} and comparator != report.comparator
    enough = floor is None or (least is not None and (least > floor or (least == floor and not strict)))
    bounded = ceiling is None or (most is not None and (most < ceiling or (most == ceiling and not strict)))
    if enough and bounded:
        return "met"
    short = most is not None and most < target.low
    over = least is not None and least > target.high
    if (short and ceiling is None) or (over and floor is None):
        return "missed"
    return "below" if short else "above" if over else "reported"


def _whole(target: Figure) -> str:
    """Return the comparator of a target; there is no more than all, and no less than nothing."""
    if target.comparator == "=" and target.unit == "%" and target.low == _FULL:
        return ">="
    return "<=" if target.comparator == "=" and target.low == 0 else target.comparator


def _bounds(comparator: str, told: Figure) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest number that may be meant, None where there is no end."""
    return None if comparator in {"<=", "<"} else told.low, None if comparator in {">=", ">"} else told.high


def _decimal(told: Told, name: str) -> Decimal | None:
    found = told.one(name)
    return Decimal(found) if found else None
