"""
Sends events the way the platform does: the signal is sent, and openedx-events brings it to the producer of the settings.

Reads one JSON object a line, {"type": ..., "payload": ...}, and answers each with a line once it has been sent.
"""

import json
import sys
from datetime import datetime
from typing import get_args, get_origin

import attr
import django

django.setup()

from ccx_keys.locator import CCXLocator  # noqa: E402 (needs the settings)
from opaque_keys.edx.keys import CourseKey, UsageKey  # noqa: E402
from openedx_events.event_bus import NoEventBusProducer, get_producer  # noqa: E402
from openedx_events.tooling import OpenEdxPublicSignal  # noqa: E402

PARSERS = {
    datetime: datetime.fromisoformat,
    CourseKey: CourseKey.from_string,
    CCXLocator: CCXLocator.from_string,
    UsageKey: UsageKey.from_string,
}


def build(data_type, value):
    """Make an object of a data class of openedx-events, with every value exactly as it was given."""
    if value is None:
        return None
    if attr.has(data_type):
        types = {field.name: field.type for field in attr.fields(data_type)}
        return data_type(**{name: build(types[name], given) for name, given in value.items()})
    if get_origin(data_type) is list:
        return [build(get_args(data_type)[0], item) for item in value]
    return PARSERS.get(data_type, lambda given: given)(value)


def send(event):
    """Send one event through its signal."""
    signal = OpenEdxPublicSignal.get_signal_by_type(event["type"])
    ((name, data_type),) = signal.init_data.items()
    for _, response in signal.send_event(**{name: build(data_type, event["payload"])}):
        if isinstance(response, Exception):
            raise response


if isinstance(get_producer(), NoEventBusProducer):
    sys.exit("The producer of the settings could not be made.")
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    send(json.loads(line))
    print(json.dumps({"sent": True}), flush=True)
