"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

# In continuous integration the same examples are drawn at each run, so that a change is judged by what it changes; a run
# by hand draws others each time. How long an example takes tells nothing on a busy machine.
settings.register_profile(
    "house", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
