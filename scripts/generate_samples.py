"""
Writes test/events/samples.json: event bodies as openedx-events itself writes them, with the values that were written.

Run with the Python of a virtual environment that generate-catalogue.ts has made:
.cache/openedx-events/11.2.0/bin/python scripts/generate_samples.py
"""

import json
from datetime import datetime, timezone
from pathlib import Path

import django
from django.conf import settings

settings.configure()
django.setup()

from ccx_keys.locator import CCXLocator  # noqa: E402 (needs configured settings)
from opaque_keys.edx.keys import CourseKey, UsageKey  # noqa: E402
from openedx_events.event_bus.avro.serializer import AvroSignalSerializer, serialize_event_data_to_bytes  # noqa: E402
from openedx_events.learning import data, signals  # noqa: E402


def person(number, name):
    username = f"user{number}"
    pii = data.UserPersonalData(username=username, email=f"{username}@example.org", name=name)
    return data.UserData(id=number, is_active=True, pii=pii)


learner = person(7, "Ada Lovelace")
staff = person(900_000_001, "Grüße 学 🎓")
demo = CourseKey.from_string("course-v1:OpenedX+DemoX+Demo_Course")
exam = UsageKey.from_string("block-v1:OpenedX+DemoX+Demo_Course+type@sequential+block@exam")
course = data.CourseData(course_key=demo, display_name="", start=datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone.utc))
ccx = data.CcxCourseData(
    ccx_course_key=CCXLocator.from_string("ccx-v1:OpenedX+DemoX+Demo_Course+ccx@1"),
    master_course_key=demo,
    display_name="Demo",
    coach_email="coach@example.org",
    max_students_allowed=0,
)
enrollment = data.CourseEnrollmentData(
    user=learner,
    course=course,
    mode="audit",
    is_active=False,
    creation_date=datetime(2024, 1, 2, 3, 4, 5, 6, tzinfo=timezone.utc),
    created_by=staff,
)
attempt = data.ExamAttemptData(
    student_user=learner, course_key=demo, usage_key=exam, exam_type="proctored", requesting_user=staff
)
badge = data.BadgeData(
    uuid="a7d6f3f4-66ba-4f2c-8a3c-0a5b2f1f9f10",
    user=learner,
    template=data.BadgeTemplateData(uuid="0a5b2f1f-8a3c-4f2c-66ba-a7d6f3f49f10", origin="openedx", name="Graduate"),
)
thread = data.DiscussionThreadData(
    body="",
    commentable_id="course",
    id="5f3",
    truncated=False,
    url="",
    user=learner,
    course_id=str(demo),
    anonymous=False,
    group_id=0,
    discussion={},
    user_course_roles=[],
    user_forums_roles=["Student", ""],
    options={"followed": False, "10": True, "9": False},
)
launch = data.LtiProviderLaunchData(
    user=learner,
    course_key=demo,
    usage_key=exam,
    launch_params=data.LtiProviderLaunchParamsData(
        roles="", context_id="c", user_id="u", extra_params={"10": "ten", "9": "nine", "__proto__": "plain text"}
    ),
)

events = [
    (signals.COURSE_PASSING_STATUS_UPDATED, data.CoursePassingStatusData(is_passing=False, course=course, user=learner)),
    (
        signals.CCX_COURSE_PASSING_STATUS_UPDATED,
        data.CcxCoursePassingStatusData(is_passing=True, course=ccx, user=learner),
    ),
    (signals.STUDENT_REGISTRATION_COMPLETED, staff),
    (signals.COURSE_ENROLLMENT_CREATED, enrollment),
    (signals.EXAM_ATTEMPT_VERIFIED, attempt),
    (signals.BADGE_AWARDED, badge),
    (signals.FORUM_THREAD_CREATED, thread),
    (signals.LTI_PROVIDER_LAUNCH_SUCCESS, launch),
]


def sample(signal, payload):
    name = next(iter(signal.init_data))
    written = AvroSignalSerializer(signal).to_dict({name: payload})
    body = serialize_event_data_to_bytes({name: payload}, signal)
    return {"type": signal.event_type, "body": body.hex(), "payload": written[name]}


target = Path(__file__).parent.parent / "test/events/samples.json"
samples = [sample(signal, payload) for signal, payload in events]
target.write_text(json.dumps(samples, indent=2, ensure_ascii=False, sort_keys=True) + "\n")
