"""Loaded before the settings of the site: what tests keep lies in a folder of its own, removed at the end."""

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="gaoxin-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["GAOXIN_DATA"] = HOME
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver leaves a loop running in its worker
