"""Make of a sheet its Altair chart, the specification of that, and a picture.

The same sheet gives the same bytes, and a picture carries what it is and where
it comes from.  Altair and vl-convert come with the extra ``charts``; the data of
a chart, and its page without a picture, do without.
"""

import json
import struct
import zlib
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from kg.chart.look import about
from kg.chart.sheet import Sheet
from kg.errors import DrawingError, ExtraError

if TYPE_CHECKING:
    from kg.chart.look import Drawing

NEEDED = ("altair", "vl_convert")
HEAD = 33
"""Bytes of a PNG before the place of its words: its signature and the chunk IHDR."""

PIXELS = 2
"""Pixels of a PNG for each of the drawing, so that letters are sharp on paper."""


def can_draw() -> bool:
    """Tell whether the packages that draw are installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def drawn(sheet: Sheet) -> "Drawing":
    """Return the Altair chart of *sheet*.

    Raises:
        ExtraError: the packages that draw are not installed.
    """
    if not can_draw():
        raise ExtraError(
            "a chart is drawn by altair and vl-convert-python, which are not installed; "
            "pip install 'foigraph[charts]', or take the chart's data as csv"
        )
    chart: Drawing = import_module(f"kg.chart.{sheet.chart}_drawn").drawn(sheet)
    return chart


def specification(sheet: Sheet) -> dict[str, Any]:
    """Return the Vega-Lite specification of *sheet*, which holds its data.

    Raises:
        ExtraError: the packages that draw are not installed.
    """
    chart = drawn(sheet)
    import altair as alt

    # Neither what a notebook has set for its own charts, nor data under a name made of a hash.
    with alt.theme.enable("none"), alt.data_transformers.enable(consolidate_datasets=False):
        found: dict[str, Any] = chart.to_dict()
    return found


def as_json(sheet: Sheet) -> str:
    """Return the specification as text.

    Raises:
        ExtraError: the packages that draw are not installed.
    """
    return json.dumps(specification(sheet), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def as_svg(sheet: Sheet) -> str:
    """Return the picture of *sheet* as SVG.

    Raises:
        ExtraError: the packages that draw are not installed.
        DrawingError: the picture could not be made.
    """
    start, end, rest = str(_picture(sheet, "svg")).partition(">")
    words = escape(sheet.title), escape(sheet.description), escape(json.dumps(about(sheet)))
    told = "<title>{}</title><desc>{}</desc><metadata>{}</metadata>".format(*words)
    return f'{start} role="img"{end}{told}{rest}'


def as_png(sheet: Sheet) -> bytes:
    """Return the picture of *sheet* as PNG.

    Raises:
        ExtraError: the packages that draw are not installed.
        DrawingError: the picture could not be made.
    """
    content = bytes(_picture(sheet, "png"))
    told = (
        ("Title", sheet.title),
        ("Description", sheet.description),
        ("Comment", json.dumps(about(sheet), ensure_ascii=False)),
    )
    chunks = b"".join(_words(name, text) for name, text in told)
    return content[:HEAD] + chunks + content[HEAD:]


def _words(name: str, text: str) -> bytes:
    """Return a chunk of international text (PNG, third edition, 11.3.3.4)."""
    kept = b"iTXt" + name.encode() + b"\0\0\0en\0\0" + text.encode()
    return struct.pack(">I", len(kept) - 4) + kept + struct.pack(">I", zlib.crc32(kept))


def _picture(sheet: Sheet, form: str) -> Any:
    spec = specification(sheet)
    import altair as alt
    import vl_convert

    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    # No address is fetched for a picture: all that it needs is in the specification.
    options: dict[str, Any] = {"vl_version": version, "allowed_base_urls": []}
    try:
        if form == "png":
            return vl_convert.vegalite_to_png(spec, scale=PIXELS, **options)
        return vl_convert.vegalite_to_svg(spec, **options)
    except ValueError as error:
        raise DrawingError(
            f"chart '{sheet.chart}': {error}; take its data as csv, and report what you asked for"
        ) from error
