"""Shared by the tests of ingest: property tests have no deadline, because a busy machine is not a defect."""

from hypothesis import settings

settings.register_profile("koers", deadline=None, max_examples=60)
settings.load_profile("koers")
