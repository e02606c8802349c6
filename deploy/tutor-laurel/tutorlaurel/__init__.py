"""Laurel, the badge service, on Open edX sites that Tutor runs."""
