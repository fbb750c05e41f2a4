"""What the audit of the dependencies makes of the answers of a registry."""

from tests.packaging.audit import told

FINE = {"name": "flask", "version": "3.1.2", "vulns": []}
BAD = {
    "name": "old",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-2020-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}],
}
UNKNOWN = {"name": "own", "skip_reason": "Dependency not found on PyPI"}


def test_a_known_vulnerability_fails_and_says_what_mends_it(capsys) -> None:
    assert told([FINE, BAD, UNKNOWN]) == 1
    assert "old 1.0: PYSEC-2020-1, mended in 1.1" in capsys.readouterr().out


def test_versions_without_one_pass(capsys) -> None:
    assert told([FINE, UNKNOWN]) == 0
    assert "1 of 2 versions audited, 0 vulnerabilities" in capsys.readouterr().out


def test_a_registry_that_tells_nothing_is_no_failure_but_said(capsys) -> None:
    assert told([UNKNOWN]) == 0
    assert told([], reason="no route to host") == 0
    said = capsys.readouterr().out
    assert said.count("Nothing was audited") == 2
    assert "no route to host" in said
