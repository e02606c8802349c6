"""openbadgeslib: the library for Open Badges in Python, with every form that badges are signed in.

What it is to verify comes on standard input, what is served there is all that can be fetched, and a connection ends the program.
"""
import base64
import json
import socket
import sys

from openbadgeslib.ob3.did import resolve_verification_method
from openbadgeslib.ob3.eudi import status_list_token_resolver, verify_badge_sd_jwt
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3Verifier


def refuse(*_arguments):
    sys.stderr.write("A connection was opened.")
    sys.exit(3)


socket.socket.connect = refuse
asked = json.load(sys.stdin)


def download(url):
    if url not in asked["served"]:
        raise OSError("404 " + url)
    return asked["served"][url].encode()


def check_list(url, did):
    """The library reads lists of any form, and verifies only those that are JWTs; its parts verify the others."""
    status_list = json.loads(download(url))
    (proof,) = status_list["proof"]
    assert status_list["issuer"] == did and proof["verificationMethod"].startswith(did + "#")
    verify_data_integrity_proof(status_list, resolve_verification_method(proof["verificationMethod"], download=download))


def text_of(badge):
    if badge["form"].startswith("PNG"):
        return OB3Verifier.extract_token_from_png(base64.b64decode(badge["content"]))
    if badge["form"].startswith("SVG"):
        return OB3Verifier.extract_token_from_svg(base64.b64decode(badge["content"]))
    return badge["content"]


def verify(form, text):
    did = asked["issuer"]
    if form == "SD-JWT":
        pem = resolve_verification_method(did + "#key-2", download=download)
        resolver = status_list_token_resolver(pubkey_pem=pem, download=download)
        verify_badge_sd_jwt(text, pubkey_pem=pem, require_status=True, resolve_status_list_token=resolver)
        return
    kind = OB3LdpVerifier.for_issuer_did(did) if text.startswith("{") else OB3Verifier.for_issuer_did(did, download)
    credential = kind.verify(text, check_status=True, download=download, verify_status_list=False)
    for entry in credential.credential_status:
        check_list(entry["statusListCredential"], did)


results = {}
for name, badge in asked["badges"].items():
    text = text_of(badge)
    try:
        verify(badge["form"], text)
        results[name] = {"isVerified": True, "said": "verified", "text": text}
    except Exception as error:
        results[name] = {"isVerified": False, "said": "%s: %s" % (type(error).__name__, error), "text": text}
json.dump(results, sys.stdout)
