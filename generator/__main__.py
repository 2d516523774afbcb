"""The command ``mappa``, and ``python -m generator``.

Nothing is imported before it is called: the processes that make PDFs load this module and no more of it.
"""


def main() -> None:
    """The command; Ctrl-C while it is still being imported ends it as Ctrl-C does later."""
    try:
        import os
        import signal
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        # There is nothing to tidy up yet, and a library that is interrupted as it sets itself up is broken.
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from generator.cli import main as command

    command()


if __name__ == "__main__":
    main()
