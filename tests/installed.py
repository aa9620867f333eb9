"""What an installation asks for, by extra, and the modules that these packages have."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DISTRIBUTIONS = packages_distributions()
_WITHOUT = """
import json, sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in json.loads(sys.argv[1]):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
"""
_OURS = re.compile(r"kanbao\[([\w,]+)\]")


def plain(name):
    """Return a distribution's name as names are compared."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def asked_for(*extras):
    """Return the distributions that extras bring, ``""`` for a plain installation."""
    asked = [
        name for extra in extras for name in (EXTRAS[extra] if extra else PROJECT["dependencies"])
    ]
    others = [match[1].split(",") for name in asked if (match := _OURS.match(name))]
    names = {plain(name) for name in asked if not _OURS.match(name)}
    return names.union(*(asked_for(*extras) for extras in others))


def distribution(module):
    """Return the name of the distribution that has a module, the module's where none has."""
    return plain(DISTRIBUTIONS.get(module, [module])[0])


def modules_of(extra):
    """Return the modules of an extra's packages that a plain installation does not have."""
    own = asked_for(extra) - asked_for("")
    return {module for module in DISTRIBUTIONS if distribution(module) in own}


def run_without(modules, code, *args):
    """Run code in a process that cannot import some modules; its arguments are sys.argv[2:]."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _WITHOUT + code, json.dumps(sorted(modules)), *map(str, args)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
