"""No statement takes longer than it may; an export may."""

import pytest

from annotator.problems import SlowError
from annotator.review import Review


def test_records_for_an_export_may_take_longer(review: Review) -> None:
    policy = review.policies()[1].id
    text = review.text(policy).text
    for label in review.taxonomy("clause").labels:
        review.tag(policy, [], label.id)
    db = review.store._db
    db._limit = 0.0
    db.set_progress_handler(db._is_late, 1)
    with pytest.raises(SlowError):
        review.annotations(policy)
    assert len(list(review.store.records(policy, "tag", text))) == 38
    with pytest.raises(SlowError):
        review.annotations(policy)
