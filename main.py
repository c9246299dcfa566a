"""`python main.py` opens the reviewer's desk."""

from annotator.gui.app import main

if __name__ == "__main__":  # a process that scans beside the window imports this file too
    raise SystemExit(main())
