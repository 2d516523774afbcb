"""Workspace -> models and problems.

In: a ``Workspace``.  Out: ``Loaded``: the register, the editions and the areas' submission, each as far as
it is sound, and the problems of all that is not.  The one room that reads what the files of ``content/``,
``areas/`` and ``templates/`` say.
"""

from generator.load.loader import Loaded, National, load, load_national
from generator.load.submission import Submission

__all__ = ["Loaded", "National", "Submission", "load", "load_national"]
