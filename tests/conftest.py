"""What holds for all tests: a slow machine fails none of them."""

from hypothesis import HealthCheck, settings

settings.register_profile("quoth", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quoth")
