"""
What Tutor is told about Laurel: its settings, its containers, its jobs and its image.

Written for Tutor 21 (Ulmo) and 22 (Verawood).
"""

from __future__ import annotations

import hashlib
import os
import shlex
from glob import glob
from importlib.resources import as_file, files

import click
from tutor import hooks

PACKAGE = files("tutorlaurel")

DEFAULTS = {
    "VERSION": "0.1.0",
    "DOCKER_IMAGE": "{{ DOCKER_REGISTRY }}openedx/laurel:{{ LAUREL_VERSION }}",
    # The Git repository to build the image from. Set it, or mount a checkout: tutor mounts add /path/to/laurel
    "REPOSITORY": "",
    "REPOSITORY_VERSION": "main",
    "HOST": "badges.{{ LMS_HOST }}",
    "OAUTH2_KEY": "laurel-sso",
    "OAUTH2_KEY_DEV": "laurel-sso-dev",
    # Roles of the LMS's superusers and staff; empty: none.
    "SUPERUSER_ROLE": "admin",
    "STAFF_ROLE": "viewer",
    # URL of the learner record, which adds badges to wallets; empty: the micro-frontends of tutor-mfe, if it is enabled.
    "LEARNER_RECORD_ORIGINS": "",
    "LEARNER_RECORD_PORT_DEV": 1990,
    # The database: the plugin's own, or the URL of another (PostgreSQL 15 or newer).
    "RUN_POSTGRESQL": True,
    "DOCKER_IMAGE_POSTGRESQL": "docker.io/postgres:17.6-trixie",
    "DATABASE_URL": "postgresql://laurel:{{ LAUREL_POSTGRESQL_PASSWORD }}@laurel-postgresql:5432/laurel",
    # The event bus: that of the LMS.
    "REDIS_URL": "redis://{% if REDIS_USERNAME and REDIS_PASSWORD %}{{ REDIS_USERNAME }}:{{ REDIS_PASSWORD }}{% endif %}@{{ REDIS_HOST }}:{{ REDIS_PORT }}/",
    "TOPIC_PREFIX": "dev",
    # Tutor's Redis evicts any key when memory is short, including streams with unread events. With this policy, it evicts
    # only caches. Empty: Tutor's own policy.
    "REDIS_EVICTION_POLICY": "volatile-lru",
    # The event types that badges can use, besides passing a course.
    "EVENTS": [
        "org.openedx.learning.course.passing.status.updated.v1",
        "org.openedx.learning.ccx.course.passing.status.updated.v1",
        "org.openedx.learning.certificate.created.v1",
        "org.openedx.learning.certificate.revoked.v1",
        "org.openedx.learning.program.certificate.awarded.v1",
        "org.openedx.learning.program.certificate.revoked.v1",
    ],
    # Accounts at Credly and Accredible as in BADGES_CONFIG; or connect them in the pages.
    "CREDLY": {},
    "ACCREDIBLE": {},
    # Any other setting of Laurel, by name.
    "EXTRA_SETTINGS": {},
}

# Generated once for each site, and stored in its config.yml.
UNIQUE = {
    "OAUTH2_SECRET": "{{ 32|random_string }}",
    "POSTGRESQL_PASSWORD": "{{ 24|random_string }}",
    "SECRET": "{{ 48|random_string }}",
    # 32 bytes in base64: 43 letters or digits, the last of which fills no byte, and the sign that fills up.
    "ENCRYPTION_KEYS": "tutor:{{ 42|random_string }}A=",
}

hooks.Filters.CONFIG_DEFAULTS.add_items([(f"LAUREL_{name}", value) for name, value in DEFAULTS.items()])
hooks.Filters.CONFIG_UNIQUE.add_items([(f"LAUREL_{name}", value) for name, value in UNIQUE.items()])


# ---- templates and patches

hooks.Filters.ENV_TEMPLATE_ROOTS.add_item(str(PACKAGE / "templates"))
hooks.Filters.ENV_TEMPLATE_TARGETS.add_items(
    [
        ("laurel/apps", "plugins"),
        ("laurel/build", "plugins"),
    ]
)


@hooks.Filters.ENV_TEMPLATE_FILTERS.add()
def _digest_filter(filters):
    """`text|laurel_digest`: pods restart when what they read has changed."""
    return [*filters, ("laurel_digest", lambda text: hashlib.sha256(text.encode()).hexdigest()[:16])]


for path in sorted(glob(str(PACKAGE / "patches" / "*"))):
    with open(path, encoding="utf-8") as patch_file:
        hooks.Filters.ENV_PATCHES.add_item((os.path.basename(path), patch_file.read()))


# ---- the image

IMAGE = "{{ LAUREL_DOCKER_IMAGE }}"
hooks.Filters.IMAGES_BUILD.add_item(("laurel", ("plugins", "laurel", "build", "laurel"), IMAGE, ()))
hooks.Filters.IMAGES_PULL.add_item(("laurel", IMAGE))
hooks.Filters.IMAGES_PUSH.add_item(("laurel", IMAGE))


@hooks.Filters.IMAGES_BUILD_MOUNTS.add()
def _build_from_checkout(mounts, path):
    """Builds the image from a mounted checkout of Laurel."""
    if os.path.basename(path) == "laurel":
        mounts.append(("laurel", "laurel-src"))
    return mounts


# ---- the site

@hooks.Filters.APP_PUBLIC_HOSTS.add()
def _public_hosts(hosts, context_name):
    hosts.append("{{ LAUREL_HOST }}:8760" if context_name == "dev" else "{{ LAUREL_HOST }}")
    return hosts


for service, job in (("lms", "lms.sh"), ("laurel", "laurel.sh")):
    script = PACKAGE / "templates" / "laurel" / "jobs" / "init" / job
    hooks.Filters.CLI_DO_INIT_TASKS.add_item((service, script.read_text(encoding="utf-8")))


@click.command(name="laurel-admin")
@click.option("--name", required=True, help="The name of the person.")
@click.option("--email", required=True, help="The e-mail address to sign in with.")
def laurel_admin(name, email):
    """Create an admin of Laurel; prints a generated password once."""
    words = ["laurel", "admin", "create", "--name", name, "--email", email, "--generate-password"]
    return [("laurel", shlex.join(words))]


hooks.Filters.CLI_DO_COMMANDS.add_item(laurel_admin)

# Since Tutor 21.0.8.
if hasattr(hooks.Filters, "TESTS"):
    with as_file(PACKAGE / "tests" / "test_laurel.py") as test:
        hooks.Filters.TESTS.add_item(("laurel", "smoke", str(test)))
