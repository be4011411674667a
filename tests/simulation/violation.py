"""What a history ends with when the product did something that it must never do."""


class Violation(AssertionError):
    """The product did what it must never do."""
