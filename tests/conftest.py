"""What holds for all tests.

The whole run (`./dev test`) draws the same random cases every time, since it also judges coverage:
what is covered by chance today may not be tomorrow. Runs with arguments draw new ones.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("steady" if os.environ.get("MADOGUCHI_STEADY") else "searching")
