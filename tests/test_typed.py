import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_package_ships_its_types():
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    for package in ("qa", "models", "eval"):
        assert (ROOT / package / "py.typed").is_file()
        assert "py.typed" in data["package-data"][package]
