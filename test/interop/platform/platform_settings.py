"""
Django settings of a service of Open edX, as far as the event bus goes.

The names and values are those that operators give to the LMS; the addresses, and the prefix of topics, come from the test.
"""

import os

EVENTS_SERVICE_NAME = "lms"
USE_TZ = True
EVENT_BUS_TOPIC_PREFIX = os.environ.get("PLATFORM_TOPIC_PREFIX", "dev")

if "PLATFORM_KAFKA_SERVERS" in os.environ:
    INSTALLED_APPS = ["openedx_events", "edx_event_bus_kafka", "badge_receivers"]
    EVENT_BUS_PRODUCER = "edx_event_bus_kafka.create_producer"
    EVENT_BUS_CONSUMER = "edx_event_bus_kafka.KafkaEventConsumer"
    EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS = os.environ["PLATFORM_KAFKA_SERVERS"]
    EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL = os.environ["PLATFORM_REGISTRY_URL"]
else:
    INSTALLED_APPS = ["openedx_events", "edx_event_bus_redis", "badge_receivers"]
    EVENT_BUS_PRODUCER = "edx_event_bus_redis.create_producer"
    EVENT_BUS_CONSUMER = "edx_event_bus_redis.RedisEventConsumer"
    EVENT_BUS_REDIS_CONNECTION_URL = os.environ["PLATFORM_REDIS_URL"]


def _lifecycle(event_key_field):
    return {"learning-badges-lifecycle": {"event_key_field": event_key_field, "enabled": True}}


EVENT_BUS_PRODUCER_CONFIG = {
    "org.openedx.learning.course.passing.status.updated.v1": _lifecycle("course_passing_status.course.course_key"),
    "org.openedx.learning.ccx.course.passing.status.updated.v1": _lifecycle(
        "course_passing_status.course.ccx_course_key"
    ),
    "org.openedx.learning.course.enrollment.created.v1": _lifecycle("enrollment.course.course_key"),
    "org.openedx.learning.exam.attempt.verified.v1": _lifecycle("exam_attempt.course_key"),
    "org.openedx.learning.forum.thread.created.v1": _lifecycle("thread.id"),
    # Sent by a badge service of Open edX, for a comparison with Laurel's.
    "org.openedx.learning.badge.awarded.v1": _lifecycle("badge.uuid"),
}

# Where the receivers of badge signals write down what they were given.
PLATFORM_RECEIVED_FILE = os.environ["PLATFORM_RECEIVED_FILE"]
