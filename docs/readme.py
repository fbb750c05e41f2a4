"""Fill the parts of README.md and docs/queries.md made from the code and the study that ships.

``cog`` calls these functions; ``cog --check`` fails when what they return has changed.
"""

import click

from kg import pipeline, resources, study
from kg.cli import cli, register
from kg.query import binding, catalogue, run


def answer() -> str:
    """Return the first question's answer, asked of the study that ships, as a table."""
    from pyoxigraph import Store

    found = study.load(resources.root() / "studies" / study.SHIPPED)
    store = Store()
    store.extend(pipeline.quads(found))
    named = catalogue.named("find/modes-used")
    result = run.answer(store, binding.bind(named, {}), base=found.base)
    wanted = ("technology", "said", "words", "begins", "narrowed", "document")
    places = [result.columns.index(name) for name in wanted]
    lines = [
        "| technology | said | in the words | from | narrowed to | of |",
        "|---|---|---|---|---|---|",
    ]
    for row in result.rows:
        cells = [row[place] for place in places]
        lines.append(
            "| "
            + " | ".join("" if cell is None else cell.value.replace("|", "\\|") for cell in cells)
            + " |"
        )
    return "\n".join(lines)


def queries(folder: str) -> str:
    """Return the index of the named queries in *folder*, by what they are about."""
    about: dict[str, list[str]] = {}
    for name, query in sorted(catalogue.catalogue().items()):
        if name.startswith(f"{folder}/"):
            subject = query.tags[1] if len(query.tags) > 1 else folder
            about.setdefault(subject, []).append(
                f"- [`{name}`](../queries/{name}.rq): {query.summary}"
            )
    return "\n\n".join(
        "\n".join([f"**{subject}**", "", *lines]) for subject, lines in sorted(about.items())
    )


def commands() -> str:
    """Return every command with the first line of its help."""
    register()
    context = click.Context(cli)
    lines = ["| command | does |", "|---|---|"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            lines.append(f"| `kg {name}` | {command.get_short_help_str(limit=200)} |")
    return "\n".join(lines)
