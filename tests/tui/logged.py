"""The program, with everything that it logs in a file of the test's: ``python -m tests.tui.logged``."""

import logging
import os
import sys

from reader.cli.main import main

if __name__ == "__main__":
    logging.basicConfig(filename=os.environ.pop("NEWSREADER_TEST_LOG"), level=logging.WARNING)
    sys.exit(main())
