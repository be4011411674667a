"""Everything that is kept, in memory: for tests, simulations and demos. It is gone when the process ends."""

from adapters.memory.storage import MemoryStorage

__all__ = ["MemoryStorage"]
