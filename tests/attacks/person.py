#!/usr/bin/env python3
"""Somebody at her browser, for attack tools that cannot sign in by two factors: she does, and lends them her cookie.

    person.py BASE telephone   takes a new secret as the page shows it, and comes in by Debian's oathtool
    person.py BASE cookie      prints the cookies of an adviser who is in
    person.py BASE token PATH  the same, after the token that the form at PATH must carry
    person.py BASE door        the token of the sign-in form, and the cookie it is bound to

It uses nothing but Python and oathtool. Everything in the demonstration is invented, its passphrase too.
"""

import http.client
import re
import subprocess
import sys
import time
import urllib.parse

PASSPHRASE = "alt er oppdiktet her"
# The secret of everybody in the demonstration: the same words, in base 32.
SECRET = "MFWHIIDFOIQG64DQMRUWW5DFOQQGQZLS"
STEP = 30


def code(secret):
    """The code that an ordinary program makes of this secret."""
    made = subprocess.run(["oathtool", "--totp", "--base32", secret], check=True, capture_output=True, text=True)
    return made.stdout.strip()


def next_step():
    """Waits for the next code: each opens once."""
    time.sleep(STEP - time.time() % STEP + 0.2)


class Person:
    def __init__(self, base):
        self.host = urllib.parse.urlsplit(base).netloc
        self.cookies = {}

    def send(self, method, path, body=None):
        status, to, content = self.exchange(method, path, body)
        return status, to, content.decode()

    def download(self, path):
        status, _, content = self.exchange("GET", path)
        assert status == 200, f"{path}: {status}"
        return content

    def exchange(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = self.cookie()
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(body)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        for header, value in answer.getheaders():
            if header.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                kept, _, attributes = rest.partition(";")
                if "Max-Age=0" in attributes:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = kept
        connection.close()
        return answer.status, answer.getheader("Location", ""), content

    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def token(self, path, action):
        status, _, page = self.send("GET", path)
        assert status == 200, f"{path}: {status}"
        form = re.search(rf'action="{re.escape(action)}".*?name="token" value="([0-9a-f]+)"', page, re.S)
        assert form, f"{path} has no form for {action}"
        return form.group(1), page

    def fill_in(self, path, action, **answers):
        token, _ = self.token(path, action)
        return self.send("POST", action, {"token": token, **answers})

    def types_passphrase(self, login):
        status, to, _ = self.fill_in("/sign-in", "/sign-in", login=login, passphrase=PASSPHRASE)
        assert (status, to) == (303, "/sign-in/factor"), f"{login}: {status} {to}"

    def shows(self, secret):
        return self.fill_in("/sign-in/factor", "/sign-in/factor", code=code(secret))[:2]

    def sign_in(self, login, secret=SECRET):
        self.types_passphrase(login)
        shown = self.shows(secret)
        if shown[0] == 422:
            next_step()
            shown = self.shows(secret)
        assert shown[0] == 303 and shown[1] in ("/", "/sessions?ended"), f"{login}: {shown}"
        return self


def telephone(base):
    """An ordinary generator of codes is enrolled, by what the page shows to be typed, and comes in."""
    login = "kompetanse01"
    person = Person(base).sign_in(login)
    token, page = person.token("/factors/telephone", "/factors/telephone")
    secret = re.search(r'<code class="secret"[^>]*>([A-Z2-7 ]+)</code>', page).group(1)
    taken = person.send("POST", "/factors/telephone", {"token": token, "code": code(secret)})
    assert taken[:2] == (303, "/factors"), taken[:2]
    used = code(secret)
    next_step()
    again = Person(base)
    again.types_passphrase(login)
    old = again.fill_in("/sign-in/factor", "/sign-in/factor", code=used)
    assert old[0] == 422, f"a code that was used: {old[0]}"
    assert again.shows(SECRET)[0] == 422, "the telephone before opens nothing"
    assert again.shows(secret) == (303, "/"), "the code of oathtool opens"
    assert again.send("GET", "/cases")[0] == 200
    replayed = Person(base)
    replayed.types_passphrase(login)
    assert replayed.shows(secret)[0] == 422, "the same code twice"
    print("oathtool: enrolled by the secret as shown, in by its code; an old, a used and a foreign code are refused")


def main():
    base, what, *rest = sys.argv[1:]
    if what == "telephone":
        telephone(base)
        return
    if what == "door":
        person = Person(base)
        print(person.token("/sign-in", "/sign-in")[0], person.cookie())
        return
    person = Person(base).sign_in("radgiver01")
    if rest:
        token, _ = person.token(rest[0], rest[0])
        print(token)
    print(person.cookie())


if __name__ == "__main__":
    main()
