"""Reading pane, panels and dialogs: no SQL, no rules, no file access."""
