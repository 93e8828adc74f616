"""Every code that a page can meet has its words."""

from enum import Enum

from rightstart.births.rules import ReviewKind
from rightstart.breaches import wording as breaches
from rightstart.release.models import QuestionKind
from rightstart.release.rules import OutcomeKind
from rightstart.safeguards.rules import ClearanceKind, Doubt, MarkerKind
from rightstart.web import sentences
from rightstart.web.agreements import sentences as agreements
from rightstart.web.agreements import signing_sentences as signing
from rightstart.web.areas import sentences as areas
from rightstart.web.breaches import sentences as breach_pages
from rightstart.web.joining import sentences as joining
from rightstart.web.listings import sentences as listings
from rightstart.web.notices import sentences as notices
from rightstart.web.reasons import reason_words
from rightstart.web.rights import request_sentences as requests
from rightstart.web.rights import sentences as rights
from rightstart.web.sharing import sentences as sharing
from rightstart.web.worklist import sentences as worklist


def test_every_member_of_every_enum_has_a_sentence_of_its_own() -> None:
    tables = (sentences, worklist, joining, listings, notices, areas, rights, requests, breaches)
    for table in (one for each in tables for one in each.TABLES):
        members = type(next(iter(table)))
        assert issubclass(members, Enum)
        assert set(table) == set(members), members
        told = [words if isinstance(words, tuple) else (words,) for words in table.values()]
        assert all(words[0].strip() for words in told)


def test_the_pages_of_agreements_and_of_who_shares_have_words_for_every_member_of_their_enums() -> None:
    for table in (*agreements.TABLES, *signing.TABLES, *breach_pages.TABLES, *sharing.TABLES):
        assert set(table) == set(type(next(iter(table))))


def test_every_kind_of_question_has_its_words() -> None:
    assert set(sentences.REVIEWS) == set(ReviewKind)
    assert set(sentences.QUESTIONS) == set(QuestionKind.values)


def test_every_reason_to_withhold_is_told_in_words() -> None:
    for reason in (*MarkerKind, *ClearanceKind, *Doubt):
        assert reason_words(OutcomeKind.WITHHELD, reason.value)
    assert reason_words(OutcomeKind.DISCLOSE, "") == ""
