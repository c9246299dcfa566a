"""Reports for people: one set of facts, written as a page, a PDF or a Word document."""
