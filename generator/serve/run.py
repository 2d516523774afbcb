"""The preview from its beginning to its end."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from generator.build.options import LIMIT
from generator.build.pool import processes
from generator.serve.changes import Watch
from generator.serve.pdfs import PdfWorker
from generator.serve.preview import Preview
from generator.serve.server import ADDRESS, open_server
from generator.serve.state import Live

#: Seconds between two areas whose texts are read while nothing else is to be done: who asks comes first.
PAUSE = 0.02
#: Seconds without a change after which garbage is looked for.
REST = 2


def serve(
    root: Path, port: int | None, called: str, begun: Callable[[str], None], tell: Callable[[str], None]
) -> None:
    """Serves a workspace until it is interrupted; ``called`` is how the program was called.

    ``begun`` gets the address as soon as it answers, ``tell`` what else there is to say.  Raises OSError if
    the port is taken, KeyboardInterrupt when Ctrl-C ends it.  Threads go on then, which only
    read: ``leave`` ends the program around them.
    """
    gc.disable()  # to look for garbage takes 0.2 s, in which a page would wait
    live = Live(root)
    pdfs = PdfWorker(partial(processes, 1, LIMIT))
    preview = Preview(live, pdfs, called)
    changed = threading.Event()

    def look() -> bool:
        if live.look():
            changed.set()
            return True
        return False

    def go_on() -> None:
        """What nobody waits for: texts that were not read yet, and PDFs that were asked for before."""
        while changed.wait():
            changed.clear()
            preview.renew_pdfs()
            while live.read_on() and not changed.wait(PAUSE):
                pass
            if not changed.wait(REST):
                gc.collect()

    watch = Watch(root, look, tell)
    with open_server(preview, port) as server:
        try:
            begun(f"http://{ADDRESS}:{server.server_port}/")
            # Python gives Ctrl-C to this thread alone, and pydantic loses it while it builds a model.
            first_look = threading.Thread(target=look, daemon=True)
            first_look.start()
            first_look.join()
            threading.Thread(target=watch.run, daemon=True).start()
            threading.Thread(target=go_on, daemon=True).start()
            server.serve_forever()
        finally:
            pdfs.close()
