"""`python -m vnplan` is `vnplan`."""

import os
import sys

if __name__ == "__main__":
    try:
        from vnplan.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # while the program was loaded: nothing was begun
        os._exit(130)
