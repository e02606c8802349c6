"""Laurel is reachable by its host name, and can do its work."""

import json
import os
import urllib.error
import urllib.request

HOST = os.environ.get("LAUREL_HOST") or f"badges.{os.environ['LMS_HOST']}"
SCHEME = "https" if os.environ.get("ENABLE_HTTPS") == "true" else "http"


def _answer(path):
    try:
        with urllib.request.urlopen(f"{SCHEME}://{HOST}{path}", timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def test_ready():
    status, body = _answer("/readyz")
    assert status == 200, body
    assert json.loads(body)["status"] == "ready", body


def test_pages():
    status, body = _answer("/")
    assert status == 200
    assert b"<div id=" in body
