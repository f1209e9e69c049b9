"""Host, contacts, pictures and audiences: what a pack says of them, who may know it, and what is wrong with it."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from invented_pictures import FOLDER, PICTURES, canal, logo
from PIL import Image
from samples import Change, Files, changed, data, sample, text

from corridor.__main__ import main
from corridor.draw.layout.photo import photo
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.pack.files import read_files
from corridor.pack.history import MOST_MEDIUM_BYTES, CommitInfo, commit, digest, restore, versions
from corridor.pack.load import examine, load

TOML, SIGN = "corridor.toml", "media/sign.png"
LISTED = """
[host]
name_zh = "主办方"
name_en = "Host"
logo_id = "sign"

[[contact]]
name_zh = "窗口"
name_en = "Desk"
phone = "1"
qr_id = "plan"

[[media]]
id = "sign"
file = "sign.png"
alt_zh = "标志"
alt_en = "Sign"
credit_zh = "主办方"
credit_en = "Host"
licence_zh = "可用"
licence_en = "Free"
release = "public"

[[media]]
id = "plan"
file = "plan.JPG"
alt_zh = "规划图"
alt_en = "Plan"
credit_zh = "主办方"
credit_en = "Host"
licence_zh = "内部"
licence_en = "Internal"
release = "internal"
cover = true
chapters = ["opening"]
nodes = ["n-point"]
"""


def pictured(*changes: Change) -> Files:
    """The sample with a host, a desk, a sign that everybody may see and a plan that editors may, with changes."""
    files = changed(data(SIGN, logo(40)), data("media/plan.JPG", canal(80, 60)))
    files[TOML] += LISTED.encode()
    return changed(*changes, files=files)


def built(profile: Release) -> Corridor:
    """The same, as a profile may know it."""
    return load(pictured(), profile)


def test_a_sample_with_pictures_has_no_problems() -> None:
    """What the cases below change is sound to begin with."""
    assert examine(pictured())[1] == ()


def test_the_pack_says_whose_talk_it_is_and_whom_to_call() -> None:
    """Host, logo, desk, and where each picture is shown."""
    corridor = built(Release.INTERNAL)
    assert corridor.host is not None
    assert corridor.host.name["en"] == "Host"
    assert corridor.logo is not None
    assert corridor.logo.alt["en"] == "Sign"
    assert [(one.name["zh"], one.phone, one.qr_id) for one in corridor.contacts] == [("窗口", "1", "plan")]
    assert corridor.cover is not None
    assert corridor.cover.id == "plan"
    assert [one.id for one in corridor.media_of_chapter("opening")] == ["plan"]
    assert [one.id for one in corridor.media_of_node("n-point")] == ["plan"]


def test_the_public_is_not_sent_an_internal_picture() -> None:
    """Neither its bytes nor a word of it, also not as somebody's code."""
    corridor = built(Release.PUBLIC)
    assert [one.id for one in corridor.media] == ["sign"]
    assert corridor.cover is None
    assert corridor.contacts[0].qr_id is None


def test_another_picture_under_the_same_name_is_another_corridor() -> None:
    """Whatever is kept for a corridor by its version is not shown with the former picture."""
    other = load(pictured(data(SIGN, logo(41))), Release.PUBLIC)
    assert other.version != built(Release.PUBLIC).version


@pytest.mark.parametrize(
    ("code", "change", "file", "where", "column"),
    [
        ("cell-empty", text(TOML, 'alt_zh = "标志"\nalt_en = "Sign"\n', ""), TOML, "sign", "media.alt_zh"),
        ("cell-empty", text(TOML, 'licence_zh = "可用"\nlicence_en = "Free"\n', ""), TOML, "sign", "media.licence_zh"),
        ("cell-empty", text(TOML, 'release = "public"', ""), TOML, "sign", "media.release"),
        ("media-missing", lambda files: files.pop(SIGN), TOML, "sign", "media.file"),
        ("media-name", text(TOML, '"sign.png"', '"../sign.png"'), TOML, "sign", "media.file"),
        ("media-name", text(TOML, '"sign.png"', '"sign.gif"'), TOML, "sign", "media.file"),
        ("media-broken", data(SIGN, b"GIF89a"), SIGN, "", ""),
        ("media-broken", data(SIGN, logo(400)[:300]), SIGN, "", ""),
        ("media-broken", data("media/plan.JPG", b"\xff\xd8\xff" + b"0" * 60), "media/plan.JPG", "", ""),
        ("reference-unknown", text(TOML, 'logo_id = "sign"', 'logo_id = "sing"'), TOML, "", "host.logo_id"),
        ("reference-unknown", text(TOML, '["opening"]', '["closing"]'), TOML, "plan", "media.chapters"),
        (
            "reference-unknown",
            text("story.toml", 'show = "industries"', 'audience = ["nobody"]'),
            "story.toml",
            "opening",
            "chapters.audience",
        ),
        ("contact-unreachable", text(TOML, 'phone = "1"\nqr_id = "plan"\n', ""), TOML, "1", ""),
        ("contact-email", text(TOML, 'phone = "1"', 'email = "desk"'), TOML, "1", "contact.email"),
    ],
)
def test_an_error_is_named_where_it_is(code: str, change: Change, file: str, where: str, column: str) -> None:
    """One mistake about a picture or a contact is one error, with its file, section and key."""
    problems = examine(pictured(change))[1]
    errors = {(p.code, p.file, p.row, p.column) for p in problems}
    assert (code, file, where, column) in errors
    assert {one for one, *_ in errors} <= {code, "media-unlisted"}


def test_a_picture_that_would_fill_the_memory_is_refused_unread() -> None:
    """By the size that its beginning tells, before a single point is made of it."""
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    (problem,) = examine(pictured(data(SIGN, out.getvalue())))[1]
    assert (problem.code, problem.file) == ("media-too-large", SIGN)


def test_what_lies_in_the_folder_and_is_not_listed_is_pointed_out(tmp_path: Path) -> None:
    """A picture nobody credited is not shown; other files are none; one that is too large is not read."""
    for name, content in pictured().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "media" / "more.jpg").write_bytes(canal(40, 30))
    (tmp_path / "media" / "film.gif").write_bytes(b"GIF89a")
    assert {(p.code, p.file) for p in examine(tmp_path)[1]} == {
        ("media-unlisted", "media/more.jpg"),
        ("file-unknown", "media/film.gif"),
    }
    (tmp_path / SIGN).write_bytes(bytes(MOST_MEDIUM_BYTES + 1))
    assert SIGN not in read_files(tmp_path)
    assert ("file-too-large", SIGN) in {(p.code, p.file) for p in examine(tmp_path)[1]}


def test_what_leaves_the_program_tells_nothing_of_the_camera() -> None:
    """No position, camera or thumbnail; no larger than its use; upright, and in its own proportions."""
    corridor = built(Release.INTERNAL)
    made = photo(corridor.medium_by_id["plan"], 40, 400)
    assert (made.width, made.height, made.media_type) == (40, 30, "image/jpeg")
    picture = Image.open(io.BytesIO(made.data))
    assert picture.size == (40, 30)
    assert dict(picture.getexif()) == {}
    assert b"Camera" in corridor.medium_by_id["plan"].data
    assert b"Camera" not in made.data
    assert photo(corridor.medium_by_id["sign"], 999, 999).width == 40


def test_an_audience_is_told_what_is_for_it() -> None:
    """Chapters for everybody and for it; hidden ones never, unless they are asked for by name."""
    story = sample()["story.toml"].decode()
    other = story.replace('"opening"', '"detail"').replace('show = "industries"', 'audience = ["investors"]')
    hidden = story.replace('"opening"', '"aside"').replace('show = "industries"', "hidden = true")
    named = '[[audiences]]\nid = "investors"\nname_zh = "投资人"\nname_en = "Investors"\n'
    corridor = load(changed(data("story.toml", (story + other + hidden + named).encode())), Release.PUBLIC)
    assert [one.id for one in corridor.told_before("investors").chapters] == ["opening", "detail"]
    assert [one.id for one in corridor.told_before(None).chapters] == ["opening", "detail"]
    assert [one.id for one in corridor.told_before("neighbours").chapters] == ["opening"]
    asked = corridor.telling(["aside", "opening"])
    assert [one.id for one in asked.chapters] == ["aside", "opening"]
    assert asked.key != corridor.key


def test_the_invented_pictures_are_those_of_their_script() -> None:
    """What is committed can be drawn again: the same picture, whichever version of the library writes it."""
    for name, draw in PICTURES.items():
        kept, drawn = (Image.open(io.BytesIO(one)) for one in ((FOLDER / name).read_bytes(), draw()))
        assert kept.size == drawn.size
        assert kept.convert("L").resize((8, 8)).tobytes() == drawn.convert("L").resize((8, 8)).tobytes()


def test_an_exchanged_picture_is_published_like_any_file(tmp_path: Path) -> None:
    """It is not in use until it is; then it is a version's, and can be undone."""
    for name, content in pictured().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    entry = CommitInfo(by="林", at=datetime.now().astimezone())
    commit(tmp_path, dict(read_files(tmp_path)), entry, base=digest(read_files(tmp_path)))
    (tmp_path / SIGN).write_bytes(logo(44))
    assert read_files(tmp_path)[SIGN] == logo(40)
    assert [(p.code, p.file) for p in examine(tmp_path)[1]] == [("edited-by-hand", SIGN)]
    assert main(["publish", str(tmp_path), str(tmp_path / SIGN), "--by", "林"]) == 0
    assert read_files(tmp_path)[SIGN] == logo(44)
    assert main(["publish", str(tmp_path), str(tmp_path / SIGN), "--by", "林"]) == 0
    assert [version.id for version in versions(tmp_path)] == ["0001", "0002", "0003"]
    restore(tmp_path)
    assert read_files(tmp_path)[SIGN] == logo(40)
