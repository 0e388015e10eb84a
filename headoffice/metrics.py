"""Counts what head office does, as Prometheus text; no count names a site, a person or a value of a record."""

from bisect import bisect_left
from collections import Counter
from threading import Lock

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Requests by call and status, and how long they took."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0

    def count(self, call: str, status: int, seconds: float) -> None:
        """Count one answered request; `call` is the route's pattern, never an address with a site in it."""
        with self._lock:
            self._requests[call, status] += 1
            self._seconds += seconds
            self._buckets[(*BUCKETS, float("inf"))[bisect_left(BUCKETS, seconds)]] += 1

    def text(self, gauges: dict[str, int]) -> str:
        """Return everything counted, with gauges such as the number of sites."""
        with self._lock:
            lines = ["# TYPE headoffice_requests_total counter"]
            for (call, status), count in sorted(self._requests.items()):
                lines.append(f'headoffice_requests_total{{call="{call}",status="{status}"}} {count}')
            lines.append("# TYPE headoffice_request_seconds histogram")
            below = 0
            for limit in BUCKETS:
                below += self._buckets[limit]
                lines.append(f'headoffice_request_seconds_bucket{{le="{limit}"}} {below}')
            total = below + self._buckets[float("inf")]
            lines.append(f'headoffice_request_seconds_bucket{{le="+Inf"}} {total}')
            lines.append(f"headoffice_request_seconds_sum {self._seconds:.6f}")
            lines.append(f"headoffice_request_seconds_count {total}")
        for name, value in gauges.items():
            lines += [f"# TYPE headoffice_{name} gauge", f"headoffice_{name} {value}"]
        return "\n".join(lines) + "\n"
