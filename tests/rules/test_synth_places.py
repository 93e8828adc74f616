import gzip
from importlib.resources import files
from itertools import pairwise

from rightstart.places import directories
from rightstart.places.directories import CentreRole, PostcodeStatus
from rightstart.synth.homes import covered
from rightstart.terms import PostcodeKind, postcode, postcode_kind


def test_every_shipped_file_has_its_source_licence_and_attribution() -> None:
    named = {name for each in directories.sources() for name in each.file.split("; ")}
    shipped = {each.name for each in files("rightstart.places").joinpath("opendata").iterdir()}
    assert shipped - {"SOURCES.csv", "LICENCE-surnames.txt"} == named
    assert all(each.licence and each.attribution for each in directories.sources())


def test_the_directories_are_whole() -> None:
    assert len(directories.councils()) == 153
    assert len(directories.districts()) == 296
    assert len(directories.code_changes()) == 50
    assert len(directories.yearly_births()) == 1530
    assert sum(each.live_births for each in directories.yearly_births() if each.year == 2022) == 577_046
    assert len(directories.postcodes()) == 26_166 + 2_854
    assert len(directories.centres()) == 52
    assert covered() == ("E08000033", "E08000034")


def test_postcodes_lie_in_known_small_areas_and_councils() -> None:
    areas = {each.small_area for each in directories.small_areas()}
    councils = {each.council for each in directories.councils()}
    codes = [each.postcode for each in directories.postcodes()]
    assert all(a < b for a, b in pairwise(codes))
    assert all(postcode(code) == code and postcode_kind(code) is PostcodeKind.ORDINARY for code in codes)
    assert {each.small_area for each in directories.postcodes()} == areas
    assert {each.council for each in (*directories.postcodes(), *directories.small_areas())} <= councils
    assert {each.council for each in directories.districts()} == councils


def test_a_few_postcodes_straddle_a_border() -> None:
    home = {each.small_area: each.council for each in directories.small_areas()}
    straddling = {each.postcode for each in directories.postcodes() if home[each.small_area] != each.council}
    assert straddling == {"BD12 9AR", "HD5 0RL", "WF17 0AF", "WF4 4LG"}


def test_a_retired_postcode_still_says_where_its_centre_is() -> None:
    register = {each.postcode: each for each in directories.postcodes()}
    retired = [each for each in directories.centres() if register[each.postcode].status is PostcodeStatus.ENDED]
    assert [each.centre for each in retired] == ["KIR-14"]
    assert all(register[each.postcode].council == each.council for each in directories.centres())


def test_every_small_area_of_the_two_councils_has_one_lead_centre_of_its_own_council() -> None:
    leads = {each.centre: each.council for each in directories.centres() if each.role is CentreRole.LEAD}
    reached = {each.small_area: leads[each.centre] for each in directories.derived_reach()}
    own = {each.small_area: each.council for each in directories.small_areas() if each.council in covered()}
    assert reached == own
    assert len(directories.derived_reach()) == len(own) == 389


def test_names_have_weights_and_packed_files_carry_no_moment() -> None:
    assert all(each.births >= 15 for each in directories.given_names())
    assert all(each.weight > 0 for each in directories.surnames())
    packed = files("rightstart.places").joinpath("opendata", "postcodes.csv.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed).startswith(b"postcode,status,council,small_area\n")
