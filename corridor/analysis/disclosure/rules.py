"""Which cells fail by themselves.

The rules are those of the Handbook on Statistical Disclosure Control (Hundepool et al., chapter 4): a minimum
frequency, dominance of the largest contributor (n = 1, k = `max_share`), and the p%-rule: whoever knows the second
largest contribution must not be able to bound the largest within p percent, so that what remains after both is at least
p percent of the largest.

Contributions below zero (refunds) are taken without their sign, as the Handbook advises: a share of a sum in which
amounts cancel out means nothing. A firm whose contribution is zero is no contributor: it hides nobody.
"""

import numpy as np
from numpy.typing import NDArray

from corridor.analysis.disclosure.table import Contributors, Flags
from corridor.model.ledger import DisclosureRules, Withheld


def few(of: Contributors, rules: DisclosureRules) -> Flags:
    """Cells with fewer contributors than the rule asks for."""
    return np.asarray(of.payers < rules.min_firms)


def dominated(of: Contributors, rules: DisclosureRules) -> Flags:
    """Cells whose largest contributor is too large, or is bounded too closely by the second."""
    rest = of.size - of.largest - of.second
    too_large = of.largest > float(rules.max_share) * of.size
    return too_large | (rest < part(rules) * of.largest)


def part(rules: DisclosureRules) -> float:
    """The p of the p%-rule as a part of one."""
    return float(rules.p_percent) / 100


def sole(of: Contributors) -> Flags:
    """Cells with one contributor, who knows them exactly."""
    return np.asarray(of.payers == 1)


def reasons(failed_few: Flags, failed_dominated: Flags, withheld: Flags) -> NDArray[np.object_]:
    """Why each cell is withheld; ``None`` where it is public."""
    found = np.full(len(withheld), None, dtype=object)
    found[withheld] = Withheld.COMPLEMENTARY.value
    found[failed_dominated & withheld] = Withheld.DOMINATED.value
    found[failed_few & withheld] = Withheld.FEW.value
    return found
