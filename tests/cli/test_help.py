import click
import pytest

from kg.cli import cli, register

register()
NAMES = cli.list_commands(click.Context(cli))


def test_every_command_of_this_stage_is_there() -> None:
    expected = [
        "add",
        "backup",
        "build",
        "chart",
        "compare",
        "demo",
        "draft",
        "evaluate",
        "export",
        "extract",
        "generations",
        "init",
        "links",
        "measure",
        "network",
        "pages",
        "queries",
        "query",
        "review",
        "rollback",
        "serve",
        "track",
        "validate",
    ]
    assert expected == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.help is not None
    assert "Example:" in command.help
    assert f"kg {name}" in command.help


def test_help_loads_no_heavy_library() -> None:
    """What is not loaded takes no time: `kg --help` is to answer within 300 ms."""
    import subprocess
    import sys

    heavy = "rdflib pyshacl pdfplumber flask jinja2 networkx rich jsonschema ruamel pyoxigraph"
    code = (
        "import sys, kg.cli; kg.cli.register()\n"
        "kg.cli.cli.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "Commands:" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
