"""How hard properties are tried: 40 examples while working, 1,000 in CI, where ANALYSTKIT_EXAMPLES says so."""

import os

from hypothesis import HealthCheck, settings

_CHECKS = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
EXAMPLES = int(os.environ.get("ANALYSTKIT_EXAMPLES", "40"))
settings.register_profile("often", max_examples=EXAMPLES, deadline=None, suppress_health_check=_CHECKS)
# What writes a whole corpus, a workbook or a graph each time.
settings.register_profile("seldom", settings.get_profile("often"), max_examples=max(10, EXAMPLES // 10))
