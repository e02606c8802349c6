"""
Writes the Avro schemas of all public signals of the installed openedx-events to standard output, as JSON.

Run by generate-catalogue.ts in a virtual environment that holds exactly one version of the library. The schemas come
from the library's own serialiser, so they are what its producers write with.
"""

import json
import sys

import django
from django.conf import settings

settings.configure()
django.setup()

import openedx_events  # noqa: E402 (needs configured settings)
from openedx_events.event_bus.avro.serializer import AvroSignalSerializer  # noqa: E402
from openedx_events.tooling import OpenEdxPublicSignal, load_all_signals  # noqa: E402

try:
    from openedx_events.tooling import KNOWN_UNSERIALIZABLE_SIGNALS as excluded
except ImportError:
    excluded = []


def describe(signal):
    """One signal: its schema, or why the library cannot put it on a bus."""
    event = {"type": signal.event_type, "minorversion": signal.minor_version}
    if signal.event_type in excluded:
        return {**event, "schema": None, "reason": "listed by the library as not for the event bus"}
    try:
        return {**event, "schema": AvroSignalSerializer(signal).schema}
    except Exception as error:  # whatever stops the library's serialiser is the fact to record
        return {**event, "schema": None, "reason": f"{type(error).__name__}: {error}"}


load_all_signals()
json.dump(
    {"version": openedx_events.__version__, "events": [describe(signal) for signal in OpenEdxPublicSignal.all_events()]},
    sys.stdout,
)
