from indexer.language.resources import shipped_resources
from indexer.query import parse
from indexer.query.expansion import alternatives, by_weight, compound_parts, expand, spellings, synonyms


def expansions(words):
    language = shipped_resources()
    found = [one for find in (synonyms, compound_parts, spellings) for one in find(words, language)]
    return by_weight(found, words)


def test_other_names_parts_and_spellings_are_added_and_weigh_less_than_what_was_typed():
    found = expansions(["dagis", "sotningstaxa", "simhal"])
    assert {("även", "förskola"), ("del", "sotning"), ("del", "taxa"), ("stavning", "simhall")} <= {
        (one.kind, one.target) for one in found
    }
    assert all(0 < one.weight < 1 for one in found)


def test_what_was_typed_is_not_added_again():
    assert "förskola" not in [one.target for one in expansions(["dagis", "förskola"])]


def test_added_words_only_add_score():
    query = parse("dagis")
    more = expand(query, expansions(query.words))
    assert more.words == query.words
    assert more.text.should[0] == query.text.should[0]
    assert [term.word for term in more.text.should[1:]]
    assert not more.text.must


def test_a_question_of_conditions_is_left_as_it_was_meant():
    for text in ('"dagis"', "dagis -avgift", "dagis OCH avgift"):
        query = parse(text)
        assert expand(query, expansions(["dagis"])) == query


def test_parts_say_the_same_only_together():
    names = alternatives(expansions(["sotningstaxa"]))
    assert sorted(names["sotningstaxa"][-1]) == ["sotning", "taxa"]
