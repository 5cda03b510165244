"""`python -m psc.engine`: what `make run` ends in."""

import sys

from psc.engine.run import main

sys.exit(main())
