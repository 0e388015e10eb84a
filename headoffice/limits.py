"""How often somebody may come: one leaky bucket a name, in memory, bounded; it knows no request."""

import math
from collections import OrderedDict
from threading import Lock


class Limit:
    """At most `most` at once and `per_minute` in the long run, for each name; forgets the longest unseen names."""

    def __init__(self, *, per_minute: float, most: int, names: int = 10_000) -> None:
        self._rate = per_minute / 60
        self._most = most
        self._names = names
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, name: str, now: float) -> int:
        """Count one coming and return 0, or the whole seconds to wait where it is too many."""
        with self._lock:
            level, seen = self._levels.pop(name, (0.0, now))
            level = max(0.0, level - max(0.0, now - seen) * self._rate)
            over = level + 1 - self._most
            if over <= 0:
                level += 1
            self._levels[name] = (level, now)
            while len(self._levels) > self._names:
                self._levels.popitem(last=False)
        return max(1, math.ceil(over / self._rate)) if over > 0 else 0
