"""Tests of a running site, for `tutor local do tests`."""
