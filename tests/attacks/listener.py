#!/usr/bin/env python3
"""Where an attacked server would call, if a tool talked it into calling somebody: here, on loopback.

    listener.py PORT FILE      writes each address that was called into FILE, but for the tool's own questions
"""

import http.server
import sys


class Called(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        own = self.path == "/" or self.path.startswith(("/get_ssrf.php", "/get_xxe.php"))
        if not own:
            with open(sys.argv[2], "a", encoding="utf-8") as calls:
                calls.write(self.path + "\n")
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_HEAD = do_PUT = do_GET

    def log_message(self, *_):
        pass


http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Called).serve_forever()
