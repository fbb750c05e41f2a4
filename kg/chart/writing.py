"""Write the data of a chart as CSV, and all of it as one page that needs no program to read."""

import csv
import io
from html import escape

from kg.chart.sheet import Cell, Sheet

FORMATS = ("svg", "png", "json", "csv", "html")

STYLE = """\
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
figure { margin: 0; overflow-x: auto; }
svg { height: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: 14px; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }
div { overflow-x: auto; }
pre { background: #f2f2f2; overflow-x: auto; padding: 0.7rem; }
"""


def as_csv(sheet: Sheet) -> str:
    """Return the rows, RFC 4180 but for its line ends; a missing value is an empty cell."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([[text(cell) for cell in row] for row in sheet.rows])
    return table.getvalue()


def as_html(sheet: Sheet, picture: str) -> str:
    """Return one page with the *picture* (SVG), the data, and the queries that they came from."""
    origin = sheet.origin
    parts = [
        "<!doctype html>",
        '<html lang="en-GB">',
        '<head><meta charset="utf-8">',
        f"<title>{escape(sheet.title)}</title>",
        f"<style>\n{STYLE}</style></head>",
        "<body>",
        f"<h1>{escape(sheet.title)}</h1>",
        f"<p>{escape(sheet.description)}</p>",
        f'<figure role="img" aria-label="{escape(sheet.description)}">{picture}</figure>',
        *(f"<p>{escape(line)}</p>" for line in sheet.caution),
        "<h2>Data</h2>",
        "<div><table><thead><tr>",
        *(
            f'<th scope="col" title="{escape(column.means)}">{escape(column.name)}</th>'
            for column in sheet.columns
        ),
        "</tr></thead><tbody>",
        *(
            "<tr>" + "".join(f"<td>{escape(text(cell))}</td>" for cell in row) + "</tr>"
            for row in sheet.rows
        ),
        "</tbody></table></div>",
        "<h2>Columns</h2>",
        "<dl>",
        *(f"<dt>{escape(one.name)}</dt><dd>{escape(one.means)}</dd>" for one in sheet.columns),
        "</dl>",
        "<h2>Where it comes from</h2>",
        f"<p>{escape(came_from(sheet))}</p>",
        *(f"<p>{escape(origin.definition)}</p>" for _ in origin.definition[:1]),
        *(
            f"<details><summary>{escape(query.name)}</summary><pre>{escape(query.text)}</pre></details>"
            for query in origin.queries
        ),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def came_from(sheet: Sheet) -> str:
    """Return in a sentence what the chart was made of."""
    origin = sheet.origin
    values = ", ".join(f"{name}={value}" for name, value in origin.parameters)
    parts = [
        f"Chart '{sheet.chart}'",
        f"with {values}" if values else "",
        f"measure '{origin.measure}'" if origin.measure else "",
        f"generation {origin.generation}" if origin.generation else "",
    ]
    return ", ".join(part for part in parts if part) + "."


def text(cell: Cell) -> str:
    """Return a cell as text; empty where there is none.

    >>> text(0), text(None)
    ('0', '')
    """
    return "" if cell is None else str(cell)
