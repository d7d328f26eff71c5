"""The program, with everything that it logs in a file of the test's and its stacks if it is killed: ``python -m tests.tui.logged``."""

import logging
import os
import sys

from reader.cli.main import main
from tests.tui.autopsy import keep_stacks

if __name__ == "__main__":
    keep_stacks()
    logging.basicConfig(filename=os.environ.pop("NEWSREADER_TEST_LOG"), level=logging.WARNING)
    sys.exit(main())
