"""The project on disk. The only room that speaks SQL."""
