"""What strangers may send: project files, exports, label sets, and words of every kind."""
