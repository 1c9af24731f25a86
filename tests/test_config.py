"""Settings: where each comes from, and what is said when one is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from briefcli.config import Settings, folders, load
from briefcli.errors import ConfigError
from tests.command import brief


def _file(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_flag_goes_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    """Each layer says where its values come from."""
    file = _file(tmp_path, "points: 5\nquotes: 6\nretries: 7\n")

    loaded = load({"points": 8, "title": None}, file=file, environ={"BRIEF_POINTS": "9", "BRIEF_QUOTES": "10"})

    settings = loaded.settings
    assert (settings.points, settings.quotes, settings.retries, settings.title) == (8, 10, 7, None)
    assert loaded.origins == {"points": "command line", "quotes": "environment", "retries": str(file)}


def test_without_any_file_the_defaults_hold(tmp_path: Path) -> None:
    """Nothing is created by looking."""
    loaded = load(environ={"BRIEF_HOME": str(tmp_path / "home")})

    assert loaded.settings == Settings()
    assert loaded.file == tmp_path / "home" / "config" / "config.yaml"
    assert list(tmp_path.iterdir()) == []


def test_brief_home_holds_config_state_and_cache(tmp_path: Path) -> None:
    """One variable moves all three."""
    found = folders({"BRIEF_HOME": str(tmp_path)})

    assert (found.config, found.state, found.cache) == (tmp_path / "config", tmp_path / "state", tmp_path / "cache")


def test_the_file_in_the_config_folder_is_read(tmp_path: Path) -> None:
    """Without being named."""
    (tmp_path / "config").mkdir()
    _file(tmp_path / "config", "by: article\n")

    assert load(environ={"BRIEF_HOME": str(tmp_path)}).settings.by == "article"


def test_names_to_follow_are_a_list_also_in_the_environment() -> None:
    """With commas between them; a name without a letter is an error that says so."""
    assert load(environ={"BRIEF_FOLLOW": "Kenya, Samsung"}).settings.follow == ("Kenya", "Samsung")
    assert load({"mute": ["a b"]}, environ={}).settings.mute == ("a b",)
    with pytest.raises(ConfigError, match=r"'mute.0' cannot be '!'"):
        load({"mute": ["!"]}, environ={})


def test_a_file_the_environment_names_is_read(tmp_path: Path) -> None:
    """`BRIEF_CONFIG` stands for `--config`; the flag goes before it."""
    file = _file(tmp_path, "points: 5\n")
    other = tmp_path / "other.yaml"
    other.write_text("points: 6\n", encoding="utf-8")
    environ = {"BRIEF_CONFIG": str(file)}

    assert load(environ=environ).settings.points == 5
    assert load(file=other, environ=environ).settings.points == 6


def test_an_empty_file_and_an_empty_variable_say_nothing(tmp_path: Path) -> None:
    """They are no error, and change nothing."""
    file = _file(tmp_path, "# nothing yet\n")

    assert load(file=file, environ={"BRIEF_POINTS": ""}).settings == Settings()


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("pionts: 5\n", "unknown setting 'pionts'.", "Did you mean 'points'?"),
        ("colour_of_sky: 5\n", "unknown setting 'colour_of_sky'.", "Use one of: format, by, points"),
        ("points: many\n", "'points' cannot be 'many'.", "It must be a whole number."),
        ("points: 0\n", "'points' cannot be 0.", "It must be at least 1."),
        ("by: country\n", "'by' cannot be 'country'.", "'story', 'article' or 'all'"),
        ("servers:\n  desk:\n    base_ulr: x\n", "unknown setting 'base_ulr'.", "Did you mean 'base_url'?"),
        ("servers:\n  desk:\n    model: x\n", "'servers.desk.base_url' is missing.", "Add it."),
        ("prices:\n  m:\n    inptu: 1\n    output: 2\n", "unknown setting 'inptu'.", "Did you mean 'input'?"),
        (
            "prices:\n  m:\n    input: -1\n    output: 2\n",
            "'prices.m.input' cannot be -1.",
            "It must be at least 0.",
        ),
        ("- points\n", "must be a list of `key: value` lines.", "brief config init --stdout"),
        ("points: [1\n", "not valid YAML.", "brief config init --stdout"),
        ("a: b: c\n", "not valid YAML.", "brief config init --stdout"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_with_file_key_and_remedy(
    tmp_path: Path, text: str, problem: str, remedy: str
) -> None:
    """Which file, which key, what to write instead."""
    file = _file(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        load(file=file, environ={})

    assert caught.value.problem.startswith(str(file))
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_a_line_that_is_no_yaml_is_named_by_its_number(tmp_path: Path) -> None:
    """The second line is the wrong one."""
    file = _file(tmp_path, "points: 4\nquotes: [1\nby: story\n")

    with pytest.raises(ConfigError, match=r"config\.yaml, line 3: not valid YAML"):
        load(file=file, environ={})


def test_an_unknown_variable_is_an_error_that_names_the_nearest() -> None:
    """But for those that say where things lie."""
    with pytest.raises(ConfigError, match=r"unknown variable 'BRIEF_PIONTS'\. Did you mean 'BRIEF_POINTS'\?"):
        load(environ={"BRIEF_PIONTS": "5", "BRIEF_HOME": os.devnull})


def test_a_wrong_value_in_the_environment_or_a_flag_says_where_it_stands() -> None:
    """Environment, command line."""
    with pytest.raises(ConfigError, match="environment: 'points' cannot be 'x'"):
        load(environ={"BRIEF_POINTS": "x", "BRIEF_HOME": os.devnull})
    with pytest.raises(ConfigError, match="command line: 'points' cannot be 99"):
        load({"points": 99}, environ={"BRIEF_HOME": os.devnull})


def test_a_config_file_that_was_named_must_exist(tmp_path: Path) -> None:
    """And the remedy writes one."""
    with pytest.raises(ConfigError, match="no such config file") as caught:
        load(file=tmp_path / "none.yaml", environ={})

    assert "brief config init" in caught.value.remedy


def test_a_config_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """A folder, and bytes that are no text."""
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ConfigError, match="cannot be read"):
        load(file=tmp_path, environ={})
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(file=binary, environ={})


def test_a_file_nested_without_end_is_not_valid(tmp_path: Path) -> None:
    """A file that was made to exhaust the parser costs one line, too."""
    file = _file(tmp_path, "points: " + "[" * 50_000)

    with pytest.raises(ConfigError):
        load(file=file, environ={})


def test_config_init_writes_the_example_once(tmp_path: Path) -> None:
    """A second time it says how to replace it; `--force` does."""
    first, second, third = (brief("config", "init", *more, BRIEF_HOME=str(tmp_path)) for more in ([], [], ["--force"]))

    file = tmp_path / "config" / "config.yaml"
    assert (first.returncode, second.returncode, third.returncode) == (0, 2, 0)
    assert "brief config init --force" in second.stderr
    assert load(environ={"BRIEF_HOME": str(tmp_path)}).settings == Settings()
    assert brief("config", "init", "--stdout", BRIEF_HOME=str(tmp_path)).stdout == file.read_text(encoding="utf-8")


def test_config_path_shows_where_the_file_is_even_when_it_is_broken(tmp_path: Path) -> None:
    """Whoever has to mend it must find it."""
    (tmp_path / "config").mkdir()
    file = _file(tmp_path / "config", "pionts: 5\n")

    done = brief("config", "path", BRIEF_HOME=str(tmp_path))

    assert (done.stdout, done.returncode) == (f"{file}\n", 0)


def test_config_check_says_fine_or_what_is_wrong(tmp_path: Path) -> None:
    """Exit 0 or 2; without a file the defaults are fine, too."""
    nothing = brief("config", "check", BRIEF_HOME=str(tmp_path))
    (tmp_path / "config").mkdir()
    _file(tmp_path / "config", "points: 5\n")
    fine = brief("config", "check", BRIEF_HOME=str(tmp_path))
    _file(tmp_path / "config", "pionts: 5\n")
    wrong = brief("config", "check", BRIEF_HOME=str(tmp_path))

    assert [done.returncode for done in (nothing, fine, wrong)] == [0, 0, 2]
    assert nothing.stdout.endswith("not there; defaults are used\n")
    assert fine.stdout.endswith("config.yaml: fine\n")
    assert "Did you mean 'points'?" in wrong.stderr


def test_config_show_is_yaml_that_reads_back(tmp_path: Path) -> None:
    """Every setting, its value, and where it comes from."""
    (tmp_path / "config").mkdir()
    file = _file(tmp_path / "config", "points: 5\ntitle: 'a: #b'\n")

    done = brief("config", "show", BRIEF_HOME=str(tmp_path), BRIEF_WORKERS="auto")

    shown = yaml.safe_load(done.stdout)
    assert Settings.model_validate(shown) == Settings(points=5, title="a: #b")
    assert f"points: 5  # {file}\n" in done.stdout
    assert "quotes: 3  # default\n" in done.stdout


def test_doctor_finds_a_wrong_setting(tmp_path: Path) -> None:
    """It exits with 1, names the file and the remedy, and goes on looking at the rest."""
    (tmp_path / "config").mkdir()
    _file(tmp_path / "config", "pionts: 5\n")

    done = brief("doctor", BRIEF_HOME=str(tmp_path))

    assert done.returncode == 1
    assert "Did you mean 'points'?" in done.stdout
    assert "samples" in done.stdout


def test_doctor_is_content_with_a_fresh_installation(tmp_path: Path) -> None:
    """Nothing has to be done before `brief demo`."""
    done = brief("doctor", BRIEF_HOME=str(tmp_path))

    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stderr
