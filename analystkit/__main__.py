"""``python -m analystkit`` is the command line."""

import sys

from analystkit.cli import main

sys.exit(main())
