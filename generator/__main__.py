"""The command ``mappa``, and ``python -m generator``.

Nothing is imported before it is called: the processes that make PDFs load this module and no more of it.
"""


def main() -> None:
    """The command."""
    from generator.cli import main as command

    command()


if __name__ == "__main__":
    main()
