"""Connects the receivers when Django starts, as apps of the platform do."""

import json

import attr
from django.apps import AppConfig
from django.conf import settings
from openedx_events.learning.data import BadgeData
from openedx_events.learning.signals import BADGE_AWARDED, BADGE_REVOKED


def write_down(signal, badge, metadata, **kwargs):
    """Write what the receiver was given as one line of JSON."""
    received = {
        "event_type": signal.event_type,
        "is_badge_data": isinstance(badge, BadgeData),
        "badge": attr.asdict(badge),
        "metadata": {
            **metadata.to_json_data(),
            "utc_offset_seconds": metadata.time.utcoffset().total_seconds(),
            "sourcelib_type": type(metadata.sourcelib).__name__,
            "id_type": type(metadata.id).__name__,
        },
    }
    with open(settings.PLATFORM_RECEIVED_FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps(received) + "\n")


class BadgeReceiversConfig(AppConfig):
    """The app."""

    name = "badge_receivers"

    def ready(self):
        """Listen to both badge signals."""
        BADGE_AWARDED.connect(write_down)
        BADGE_REVOKED.connect(write_down)
