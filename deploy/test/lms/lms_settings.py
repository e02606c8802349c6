"""
The settings of the LMS as Tutor has rendered them, for a service that has the event bus of the LMS and nothing else of it.

The rendered file is run as it is. What it takes from edx-platform, which is not here, is stood in for by things that take
anything; what the event bus needs is as edx-platform has it: a producer configuration with everything off.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import sys
import types


class Anything(dict):
    """A dictionary, a list and a function of edx-platform's settings."""

    def __missing__(self, key):
        return self.setdefault(key, Anything())

    def __call__(self, *args, **kwargs):
        return Anything()

    def __add__(self, other):
        return other

    def __radd__(self, other):
        return other

    append = remove = insert = extend = add = __call__


class Absent(types.ModuleType):
    """A module of edx-platform."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("lms", "xmodule", "codejail"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return Absent(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.append(Finder())
rendered = os.environ["RENDERED_SETTINGS"]
with open(rendered, encoding="utf-8") as file:
    source = file.read()
names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name) and node.id.isupper()}
production = types.ModuleType("lms.envs.production")
for name in names:
    setattr(production, name, "/nowhere" if name.endswith(("_DIR", "_ROOT")) else Anything())
production.FEATURES = {}
production.EVENT_BUS_PRODUCER_CONFIG = {
    "org.openedx.learning.course.passing.status.updated.v1": {
        "learning-badges-lifecycle": {"event_key_field": "course_passing_status.course.course_key", "enabled": False},
    },
    "org.openedx.learning.certificate.created.v1": {
        "learning-certificate-lifecycle": {"event_key_field": "certificate.course.course_key", "enabled": False},
    },
}
sys.modules["lms.envs.production"] = production
sys.modules["lms.envs.devstack"] = production

make_directories, os.makedirs = os.makedirs, lambda *args, **kwargs: None
module = {"__name__": "rendered"}
exec(compile(source, rendered, "exec"), module)
os.makedirs = make_directories

for name, value in module.items():
    if name.startswith("EVENT_BUS_") or name in ("BADGES_ENABLED", "FEATURES"):
        globals()[name] = value
assert BADGES_ENABLED is True and FEATURES["BADGES_ENABLED"] is True  # noqa: F821 (both spellings, from the rendered file)
EVENTS_SERVICE_NAME = "lms"
INSTALLED_APPS = ["openedx_events", "edx_event_bus_redis"]
USE_TZ = True
