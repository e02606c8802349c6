"""joserfc: JWTs as their RFCs have them. What is about badges (whose key, the status list) is here.

What it is to verify comes on standard input, what is served there is all that can be fetched, and a connection ends the program.
"""
import base64
import gzip
import json
import socket
import sys

from joserfc import jws, jwt
from joserfc.jwk import import_key


def refuse(*_arguments):
    sys.stderr.write("A connection was opened.")
    sys.exit(3)


socket.socket.connect = refuse
asked = json.load(sys.stdin)
claims_registry = jwt.JWTClaimsRegistry(iss={"essential": True}, sub={"essential": True}, jti={"essential": True})


def document_of(did):
    address = "https://%s/did.json" % did.removeprefix("did:web:").replace(":", "/")
    return json.loads(asked["served"][address])


def is_revoked(status):
    encoded = json.loads(asked["served"][status["statusListCredential"]])["credentialSubject"]["encodedList"]
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=="))
    byte, bit = divmod(int(status["statusListIndex"]), 8)
    return bits[byte] >> (7 - bit) & 1 == 1


def verify(text):
    header = jws.extract_compact(text.encode()).headers()
    document = document_of(asked["issuer"])
    assert header["kid"] in document["assertionMethod"], "the key is none of the issuer's"
    (method,) = [each for each in document["verificationMethod"] if each["id"] == header["kid"]]
    key = import_key(method["publicKeyJwk"])
    token = jwt.decode(text, key, algorithms=["RS256" if key.key_type == "RSA" else "ES256"])
    claims_registry.validate(token.claims)
    assert token.claims["iss"] == token.claims["issuer"]["id"] == asked["issuer"], "another issuer"
    assert not is_revoked(token.claims["credentialStatus"]), "revoked"


results = {}
for name, badge in asked["badges"].items():
    try:
        verify(badge["content"])
        results[name] = {"isVerified": True, "said": "verified"}
    except Exception as error:
        results[name] = {"isVerified": False, "said": "%s: %s" % (type(error).__name__, error)}
json.dump(results, sys.stdout)
