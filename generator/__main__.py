"""The command ``mappa``, and ``python -m generator``.

Nothing is imported before it is called: the processes that make PDFs load this module and no more of it.
"""


def main() -> None:
    """The command; Ctrl-C while it is still being imported ends it as Ctrl-C does later."""
    try:
        from generator.cli import main as command

        command()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
