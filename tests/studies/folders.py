"""Studies that tests build: small enough to be read whole, and never changed by a new finding."""

from pathlib import Path

METROPOLITAN = Path(__file__).resolve().parent / "metropolitan"
"""One reply of the Met's and one edition of its record of deployments, as they are in the study
that ships."""
