"""The README shows what the program prints, and the example config is what the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from briefcli.config import Settings, load
from tests import readme_help
from tests.command import ROOT


def test_the_readme_shows_what_the_program_prints() -> None:
    """Help pages and samples are made, not written; `python -m tests.readme_help --write` makes them anew."""
    assert readme_help.made() == readme_help.README.read_text(encoding="utf-8")


def test_the_readme_says_the_exit_codes_the_help_says() -> None:
    """One list of exit codes, in both places."""
    from briefcli.cli.app import EXIT_CODES

    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    codes = [code.strip(" .") for code in EXIT_CODES.removeprefix("Exit codes:").split("·")]

    assert len(codes) == 9
    assert [code for code in codes if code not in readme] == []


def test_the_example_config_holds_the_defaults() -> None:
    """Whoever writes it to the config folder changes nothing."""
    written = yaml.safe_load((ROOT / "config.example.yaml").read_text(encoding="utf-8"))

    assert Settings.model_validate(written) == Settings()


def test_the_example_config_names_every_setting_and_no_other() -> None:
    """Commented out or not, each setting has its line."""
    lines = (ROOT / "config.example.yaml").read_text(encoding="utf-8").splitlines()
    named = {found[1] for line in lines if (found := re.match(r"(?:# )?([a-z_]+):(?: |$)", line))}

    assert named == set(Settings.model_fields)


def test_the_example_config_is_right_when_uncommented(tmp_path: Path) -> None:
    """Every commented line shows a value that would be accepted."""
    text = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text(re.sub(r"^# (?=[a-z_]+:|  )", "", text, flags=re.MULTILINE), encoding="utf-8")

    settings = load(file=file, environ={}).settings

    assert settings.servers["office"].api_key_env == "OFFICE_LLM_KEY"
    assert settings.regions["nordics"] == ("DK", "FI", "IS", "NO", "SE")  # NO is Norway, not false


def test_nothing_names_the_machine_it_was_made_on() -> None:
    """No absolute path of a developer's machine in what is committed for readers."""
    for name in ("README.md", "CHANGELOG.md", "config.example.yaml", ".pictures/brief.svg"):
        assert not re.search(r"/(?:home|root|Users|work|tmp)/\w", (ROOT / name).read_text(encoding="utf-8"))
