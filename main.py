"""`python main.py` opens the reviewer's desk."""

from annotator.gui.app import main

raise SystemExit(main())
