"""What one running head office has at hand: database, key, limits, clock; it knows no request."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine

from desktop.models.wire import Narrowing
from headoffice.limits import Limit
from headoffice.metrics import Metrics
from headoffice.seals import OfficeKey


@dataclass(frozen=True)
class Office:
    """Everything the pages and calls share; tests make one with their own clock."""

    engine: Engine
    key: OfficeKey
    clock: Callable[[], float] = time.time
    narrowing: Narrowing = field(default_factory=Narrowing)
    site_limit: Limit = field(default_factory=lambda: Limit(per_minute=120, most=240))
    enrol_limit: Limit = field(default_factory=lambda: Limit(per_minute=30, most=60))  # by address
    sign_in_limit: Limit = field(default_factory=lambda: Limit(per_minute=6, most=10))  # by address
    name_limit: Limit = field(default_factory=lambda: Limit(per_minute=1, most=20))  # sign-ins, by name
    patience: float = 30.0  # seconds in which a request's body has to be here
    metrics: Metrics = field(default_factory=Metrics)
    secure_cookies: bool = False

    @property
    def now(self) -> int:
        """The time in whole seconds."""
        return int(self.clock())
