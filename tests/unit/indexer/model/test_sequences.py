from indexer.model.sequences import first_of_each


def test_of_equals_the_first_stays_where_it_stood():
    assert first_of_each(["b1", "a1", "b2", "c1", "a2"], lambda item: item[0]) == ("b1", "a1", "c1")
