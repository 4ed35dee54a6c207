"""`python -m vnplan` is the command line."""

import sys

from vnplan.cli import main

sys.exit(main())
