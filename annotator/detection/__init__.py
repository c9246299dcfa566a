"""What can be found in a text by program."""
