"""How tightly operators bind (grammar rule 2); every level is left associative."""

OR, AND, COMPARE, SUM, PRODUCT, POWER = range(1, 7)

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")

LEVELS = {
    "or": OR,
    "and": AND,
    "between": COMPARE,
    "in": COMPARE,
    **dict.fromkeys(COMPARISONS, COMPARE),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
    "**": POWER,
}
