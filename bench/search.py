"""Finding words everywhere: the first 50 policies with a snippet each."""

from collections.abc import Iterator
from functools import partial
from statistics import median

from annotator.review import Review
from bench import projects
from bench.measure import Row, milliseconds, percentile

WORDS = ("cookies", "personal data", "third parties", "retention", "consent", "website", "you", "DBS")


def rows(quick: bool) -> Iterator[Row]:
    """From common words to rare ones; medians over words and runs."""
    lots = [(projects.THOUSAND, 10.0)] if quick else [(projects.THOUSAND, 10.0), (projects.MANY, None)]
    for sizes, at_most in lots:
        review = Review.open(projects.project(sizes))
        runs = 3 if quick else 15
        taken = [
            milliseconds(partial(review.search, words, limit=50)) for _ in range(runs) for words in WORDS
        ]
        review.close()
        what = f"find in {sizes.policies:,} policies, first 50 with snippets"
        yield Row(what, median(taken), at_most=at_most)
        yield Row("… p99", percentile(taken, 0.99))
