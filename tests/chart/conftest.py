"""``pytest tests/queries tests/chart -k was_read --update-golden`` writes specifications anew."""

import pytest


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written."""
    return bool(request.config.getoption("--update-golden", default=False))
