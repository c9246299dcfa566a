"""What marks a file as a project, known without the steps that build one."""

APPLICATION_ID = 0x506F416E
"""“PoAn” in the header of the file says whose it is."""

NEWEST = 1
"""``user_version`` of a project that has had all the steps of ``migrations``."""
