"""The public holidays of the Netherlands, from the package ``holidays``."""

from adapters.holidays.dutch import DutchHolidays

__all__ = ["DutchHolidays"]
