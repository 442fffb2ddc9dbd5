"""The loader: every mistake at once, each with file, line and key; and the real definitions."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from forms import loader, words
from forms.errors import DefinitionsError, Problem

DAY = date(2026, 11, 20)
CITY = "999999"
RECORD = "procedures/resident_record_copy/definition.toml"
EVENT = "life_events/moving_in.toml"
VISIT = "vocabulary/visit.toml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real definitions to make mistakes in."""
    for name in ("vocabulary", "procedures", "life_events", "municipalities"):
        shutil.copytree(loader.HERE / name, tmp_path / name)
    for name in ("pages.toml", "calendar.toml"):
        shutil.copy(loader.HERE / name, tmp_path / name)
    return tmp_path


def mistakes(root: Path) -> list[Problem]:
    with pytest.raises(DefinitionsError) as caught:
        loader.load(DAY, CITY, root)
    return list(caught.value.problems)


def edit(root: Path, name: str, old: str, new: str) -> int:
    """Replace a text once; the line where it now stands."""
    path = root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


PLANTED = [
    (
        RECORD,
        'when = "choose_items"',
        'when = "chose_items"',
        "question.items.when",
        'did you mean "choose_items"?',
    ),
    (
        RECORD,
        'type = "number"',
        'type = "nummer"',
        "question.copies.type",
        'did you mean "number"?',
    ),
    (
        RECORD,
        "amount = 300",
        'amount = "300"',
        "fee.copy.amount",
        "a whole number without quotation marks",
    ),
    (RECORD, 'times = "copies"', 'times = "copys"', "fee.copy.times", 'did you mean "copies"?'),
    (
        RECORD,
        'counter = "citizen"',
        'counter = "citizens"',
        "counter",
        'no counter "citizens"; did you mean "citizen"?',
    ),
    (
        RECORD,
        'is = "choose"',
        'is = "chose"',
        "condition.choose_items.is",
        'did you mean "choose"?',
    ),
    (
        RECORD,
        'fact = "preset"',
        'fact = "presets"',
        "condition.choose_items.fact",
        'did you mean "preset"?',
    ),
    (
        RECORD,
        'is = "choose"',
        "age_at_least = 3",
        "condition.choose_items.age_at_least",
        "cannot be asked of a fact of type choice",
    ),
    (RECORD, 'is = "choose"\n', "", "condition.choose_items", "write how it is decided"),
    (
        RECORD,
        'fact = "preset"\nis = "choose"',
        'any = ["choose_items"]',
        "condition.choose_items",
        "leads back to itself",
    ),
    (
        RECORD,
        'fact = "preset"',
        'fact = "preset"\nsome = "children"',
        "condition.choose_items",
        "exactly one of",
    ),
    (RECORD, 'of = "filer"', 'of = "filler"', "need.1.of", 'did you mean "filer"?'),
    (
        RECORD,
        '"registered_address"',
        '"registered_adress"',
        "need.1.facts",
        'did you mean "person.registered_address"?',
    ),
    (RECORD, 'register_code = "R-01"\n', "", "fee.copy.register_code", "is missing"),
    (
        RECORD,
        'register_code = "R-01"',
        'register_code = "R-01"\ncolour = 1',
        "fee.copy.colour",
        "is not a key of this entry",
    ),
    (
        RECORD,
        'register_code = "R-01"',
        'register_code = "R-01"\ntitle = "x"',
        "fee.copy.title",
        "move it above the first",
    ),
    (
        RECORD,
        "effective_from = 2026-04-01",
        'effective_from = "2026-04-01"',
        "effective_from",
        "a date like 2026-04-01",
    ),
    (
        RECORD,
        'identity = "pin"',
        "identity = true",
        "identity",
        "must be one of none, touched, pin",
    ),
    (RECORD, 'id = "items"', 'id = "preset"', "question.preset", "stands already at"),
    (RECORD, 'id = "whose"', 'id = "Whose"', "question.Whose.id", "small letters"),
    (
        RECORD,
        "at_most = 10",
        'at_most = 10\namong = "x"\n[[question]]\nid = "p"\ntype = "person"\nlabel = "a"\nquestion = "b"',
        "question.p.among",
        "no group",
    ),
    (
        RECORD,
        "at_most = 10",
        'at_most = 10\n[[question]]\nid = "p"\ntype = "choice"\nlabel = "a"\nquestion = "b"',
        "question.p.options",
        "write options",
    ),
    (
        RECORD,
        'times = "copies"',
        'times = "copies"\nfree_when = "poor"',
        "fee.copy.free_when",
        'no condition "poor"',
    ),
    (
        EVENT,
        'when = "has_child"',
        'when = "has_kid"',
        "propose.child_allowance_claim.when",
        'no condition "has_kid"',
    ),
    (EVENT, 'some = "children"', 'some = "kids"', "condition.has_child", 'no group "kids"'),
    (
        EVENT,
        'procedure = "seal_registration"',
        'procedure = "seal"',
        "propose.seal",
        'no procedure "seal"',
    ),
    (
        EVENT,
        'fact = "move.kind"',
        'fact = "move.kinds"',
        "sets.1.fact",
        'did you mean "move.kind"?',
    ),
    (
        VISIT,
        'choices = "move_kind"',
        'choices = "kinds"',
        "fact.move.kind.choices",
        "id of a [[choices]]",
    ),
    (
        VISIT,
        'among = "movers"',
        'among = "moovers"',
        "fact.household.insured_at_work.among",
        'did you mean "movers"?',
    ),
    (VISIT, 'among = "movers"\n', "", "fact.household.insured_at_work.among", "write among"),
    (VISIT, 'rule = "spouse_of_claimant"', 'rule = "spouse"', "role.spouse.rule", "no rule"),
    (
        VISIT,
        'fact = "household.householder"',
        'fact = "household.head"',
        "role.householder.fact",
        "no fact",
    ),
    (VISIT, 'where = "is_child"', 'where = "is_kid"', "group.children.where", "no condition"),
    (
        VISIT,
        'parts = ["move.new_town"',
        'parts = ["move.town"',
        "fact.move.new_address.parts",
        "no fact",
    ),
    ("pages.toml", 'of = "filer"', 'of = "citizen"', "page.filer_name.of", 'no role "citizen"'),
    (
        "pages.toml",
        'for_each = "movers"',
        'for_each = "mover"',
        "page.birth.for_each",
        'did you mean "movers"?',
    ),
    (
        "pages.toml",
        'ask = ["move.date"]',
        'ask = ["move.kind"]',
        "page.move_date.ask",
        'page "move_kind" asks "move.kind" already',
    ),
    (
        "pages.toml",
        'ask = ["bank_account.number"]',
        'ask = ["bank_account.kind"]',
        "need.8.facts",
        "no page of pages.toml asks",
    ),
    (
        "procedures/child_allowance_claim/definition.toml",
        'when = "claimant_is_employed"\n\n[[filer]]',
        'when = "claimant_employed"\n\n[[filer]]',
        "document.pension_proof.when",
        "no condition",
    ),
    (RECORD, 'facts = ["full_name"', 'facts = [1, "full_name"', "need.1.facts.1", "a text"),
    (RECORD, "[[fee]]", "[[fee]", "", "brackets do not match"),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "message"), PLANTED)
def test_a_mistake_is_named(
    root: Path, file: str, old: str, new: str, key: str, message: str
) -> None:
    edit(root, file, old, new)
    found = mistakes(root)
    assert [p for p in found if p.key == key and message in p.message], found


def test_the_line_is_the_line(root: Path) -> None:
    line = edit(root, RECORD, 'when = "choose_items"', 'when = "chose_items"')
    assert mistakes(root)[0].line == line
    assert str(mistakes(root)[0]).startswith(f"{RECORD}:{line}: question.items.when: no condition")


def test_all_mistakes_come_at_once(root: Path) -> None:
    edit(root, RECORD, 'type = "number"', 'type = "nummer"')
    edit(root, EVENT, 'procedure = "seal_registration"', 'procedure = "seal"')
    edit(root, VISIT, 'where = "is_child"', 'where = "is_kid"')
    edit(root, "pages.toml", 'of = "filer"', 'of = "citizen"')
    assert {p.file for p in mistakes(root)} == {RECORD, EVENT, VISIT, "pages.toml"}


def test_a_file_that_is_no_text_is_named(root: Path) -> None:
    (root / RECORD).write_bytes('title = "住民票"'.encode("cp932"))
    assert [p.code for p in mistakes(root) if p.file == RECORD] == ["not_utf8"]


def test_a_head_key_of_the_wrong_type_stops_only_its_file(root: Path) -> None:
    edit(root, RECORD, "version = 1", "version = 0")
    edit(root, EVENT, 'some = "children"', 'some = "kids"')
    found = mistakes(root)
    assert [p.key for p in found if p.file == RECORD] == ["version"]
    assert [p for p in found if p.key == "condition.has_child"]


def test_a_vocabulary_that_is_broken_is_reported_alone(root: Path) -> None:
    (root / "calendar.toml").write_text("closed = 3\n")
    assert [p.key for p in mistakes(root)] == ["closed"]


def test_a_municipality_that_is_not_there_is_named(root: Path) -> None:
    with pytest.raises(
        DefinitionsError, match=r"municipalities/000000/municipality.toml: there is no"
    ):
        loader.load(DAY, "000000", root)


def test_versions_that_overlap_are_reported(root: Path) -> None:
    later = root / "procedures/resident_record_copy/definition@2027-04-01.toml"
    later.write_text((root / RECORD).read_text().replace("2026-04-01", "2027-04-01"))
    assert [p.code for p in mistakes(root)] == ["overlap"]


@pytest.mark.parametrize(("day", "version"), [(date(2027, 3, 31), 1), (date(2027, 4, 1), 2)])
def test_the_version_of_the_day_is_in_force(root: Path, day: date, version: int) -> None:
    text = (root / RECORD).read_text()
    later = text.replace("2026-04-01", "2027-04-01").replace("version = 1", "version = 2")
    (root / "procedures/resident_record_copy/definition@2027-04-01.toml").write_text(later)
    edit(
        root,
        RECORD,
        "effective_from = 2026-04-01",
        "effective_from = 2026-04-01\neffective_to = 2027-03-31",
    )
    assert loader.load(day, CITY, root).procedures["resident_record_copy"].version == version


def test_the_real_definitions_have_every_english_text_and_none_is_stale() -> None:
    found = loader.load(DAY, CITY)
    assert words.missing(found, "en") == []
    assert words.stale(found, loader.HERE, "en") == []


def test_a_changed_japanese_text_makes_its_translation_stale(root: Path) -> None:
    edit(root, RECORD, "何通\u200b必要ですか", "何枚\u200b必要ですか")
    found = loader.load(DAY, CITY, root)
    assert words.stale(found, root, "en") == ["resident_record_copy: question.copies.question"]


def test_a_missing_catalogue_shows_japanese(root: Path) -> None:
    (root / "procedures/resident_record_copy/words/en.po").unlink()
    found = loader.load(DAY, CITY, root)
    assert found.text("en", "resident_record_copy", "title", "住民票の写し") == "住民票の写し"
    assert len(words.missing(found, "en")) > 10
    assert words.stale(found, root, "en") == []


def test_a_fee_may_stand_without_a_count(root: Path) -> None:
    edit(root, RECORD, 'times = "copies"\n', "")
    assert loader.load(DAY, CITY, root).procedures["resident_record_copy"].fee[0].times == ""


def test_a_date_step_of_the_wrong_shape_is_named(root: Path) -> None:
    edit(root, "procedures/moving_in_notification/definition.toml", "days = 14", "dayz = 14")
    assert [p for p in mistakes(root) if 'did you mean "days"?' in p.message]
