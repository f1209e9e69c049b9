"""A small OpenID provider on this machine: it lets in whoever it is told to, as a real one would after asking."""

import base64
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dashboard", "known-to-both"


@dataclass
class Provider:
    """What the provider knows."""

    url: str = ""
    claims: dict[str, object] = field(default_factory=dict)
    """Of whoever signs in next."""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    nonces: dict[str, str] = field(default_factory=dict)

    def answer(self, path: str) -> Mapping[str, object]:
        """The documents that anyone may read."""
        if path == "/jwks":
            return {"keys": [self.key.as_dict(private=False)]}
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def welcome(self, query: Mapping[str, list[str]]) -> str:
        """Where the browser goes on to once its user is let in."""
        code = f"code-{len(self.nonces)}"
        self.nonces[code] = query.get("nonce", [""])[0]
        return f"{query['redirect_uri'][0]}?{urlencode({'code': code, 'state': query['state'][0]})}"

    def token(self, form: Mapping[str, list[str]], authorization: str) -> Mapping[str, object]:
        """The identity of whoever a code was given to."""
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        assert given == f"{CLIENT}:{SECRET}" or form.get("client_secret") == [SECRET]
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600, **self.claims}
        claims["nonce"] = self.nonces.pop(form["code"][0])
        identity = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "unused", "token_type": "Bearer", "expires_in": 600, "id_token": identity}


@contextmanager
def providing() -> Iterator[Provider]:
    """Run a provider until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.welcome(parse_qs(asked.query)))
                self.end_headers()
            else:
                self._json(provider.answer(asked.path))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._json(provider.token(form, self.headers.get("Authorization", "")))

        def _json(self, content: Mapping[str, object]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
