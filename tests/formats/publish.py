#!/usr/bin/env python3
"""Makes releases in a running demonstration, has them agreed to, and takes every file of them in three languages.

    publish.py BASE FOLDER     leaves FOLDER/nb/7.csv, FOLDER/nb/7.xlsx, FOLDER/nb/7.json and so on, and in
                               FOLDER/releases.json which number is whose; likewise FOLDER/nb/annual-1.csv of the
                               annual release that the demonstration has, and FOLDER/nb/asked.csv and so on of a table
                               that she asked for

She comes in as a person does: by passphrase and one-time code.
"""

import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "attacks"))
from person import Person  # noqa: E402

YEAR = 2025
# The annual release that the demonstration begins with.
ANNUAL = 1
# Published for all services when the demonstration begins.
ASKED = {"unit": "cases", "first": "gender", "second": "service", "third": "main_concern", "years": 2024}
# One with many cases, and one with so few that much is hidden.
SERVICES = ("MR", "SU")
LANGUAGES = ("nb", "nn", "en")


def makes(statistician, service):
    """Freezes a year and makes its release; gives its number."""
    for act in ("freezing", "release"):
        status, to, _ = statistician.fill_in("/periods", f"/periods/{service}/{YEAR}/{act}")
        assert status == 303, f"{service} {act}: {status}"
    return int(to.removeprefix("/releases/"))


def publishes(approver):
    """Agrees to all that waits for her; gives how many that were."""
    _, _, page = approver.send("GET", "/approvals")
    agreed = 0
    for proposal in sorted(set(re.findall(r'href="(/approvals/[0-9a-f-]{36})"', page))):
        _, _, page = approver.send("GET", proposal)
        if f'action="{proposal}/approval"' not in page:
            continue
        token, page = approver.token(proposal, f"{proposal}/approval")
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page).group(1)
        status, to, _ = approver.send("POST", f"{proposal}/approval", {"token": token, "digest": digest})
        assert (status, to) == (303, f"{proposal}?approved"), (status, to)
        agreed += 1
    return agreed


def take(person, folder, number):
    """Every file that the release's page offers, and each table by itself."""
    _, _, page = person.send("GET", f"/releases/{number}")
    offered = re.findall(rf'href="/releases/({number}\.[^"]+)"', page)
    tables = re.findall(rf'href="/releases/{number}/explained/([^"]+)"', page)
    assert len(offered) == 4 and len(tables) > 8, (offered, tables)
    for name in offered + [f"{number}.json?table={table}" for table in sorted(set(tables))]:
        content = person.download(f"/releases/{name}")
        file = name.replace("?style=norwegian", "").replace(".csv?style=plain", "-plain.csv")
        file = re.sub(r"\.json\?table=(.+)", r"-\1.json", file)
        (folder / file).write_bytes(content)


def take_annual(person, folder):
    """Every file that the page of the annual release offers, and each table by itself."""
    _, _, page = person.send("GET", f"/annual/{ANNUAL}")
    offered = re.findall(rf'href="/annual/({ANNUAL}\.[^"]+)"', page)
    tables = re.findall(rf'href="/annual/{ANNUAL}/explained/([^"/]+)/', page)
    assert len(offered) == 6 and len(set(tables)) == 6, (offered, tables)
    for name in offered + [f"{ANNUAL}.stat.json?table={table}" for table in sorted(set(tables))]:
        content = person.download(f"/annual/{name}")
        assert content == person.download(f"/annual/{name}"), f"{name}: the same bytes each time"
        file = re.sub(r"\.stat\.json\?table=(.+)", r"-\1.stat.json", name)
        (folder / f"annual-{file}").write_bytes(content)


def asks(person):
    """Asks for a table; gives its address."""
    status, to, _ = person.fill_in("/tables/new", "/tables/new", **ASKED)
    assert (status, to) == (303, "/tables/cases-service-main_concern-gender-2024"), (status, to)
    return to


def main():
    base, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    statistician = Person(base).sign_in("statistiker1")
    numbers = {service: makes(statistician, service) for service in SERVICES}
    agreed = publishes(Person(base).sign_in("godkjenner"))
    assert agreed == len(SERVICES), f"{agreed} proposals waited"
    asked = asks(statistician)
    for language in LANGUAGES:
        assert statistician.send("GET", f"/language/{language}?to=/releases")[0] == 303
        (folder / language).mkdir(parents=True)
        for number in numbers.values():
            take(statistician, folder / language, number)
        take_annual(statistician, folder / language)
        for kind, file in (".csv?style=plain", "csv"), (".xlsx", "xlsx"), (".json", "json"):
            (folder / language / f"asked.{file}").write_bytes(statistician.download(asked + kind))
    (folder / "releases.json").write_text(json.dumps(numbers), "utf-8")
    print(f"{len(SERVICES)} releases published, their files and those of an annual one taken in {len(LANGUAGES)} languages")


if __name__ == "__main__":
    main()
