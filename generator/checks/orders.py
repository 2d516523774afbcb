"""Rules over the restrictive orders."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.context import RuleContext
from generator.problems import Problem

ORDERS = "restrictive_orders.sexual_harm_prevention_order"
WITH_TRAVEL_RESTRICTION = f"{ORDERS}_with_foreign_travel_restriction"


def travel_restriction_above_orders(context: RuleContext) -> Iterator[Problem]:
    """Orders with a foreign travel restriction are among the orders (Sexual Offences Act 2003, s. 103D)."""
    orders, restricted = context.value(ORDERS), context.value(WITH_TRAVEL_RESTRICTION)
    if orders is not None and restricted is not None and restricted > orders:
        yield context.problem(
            WITH_TRAVEL_RESTRICTION,
            "travel-restriction-above-orders",
            f"{restricted} orders with a foreign travel restriction, but {orders} orders in all.",
            "Count those with a restriction among the orders as well.",
        )
