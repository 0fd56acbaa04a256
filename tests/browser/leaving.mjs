// Leaving at once, and pages that are left alone. Usage: node leaving.mjs BASE
//
// 1. By the button, by Escape three times and without a script: the session is dead, «back» shows nothing, and
//    nothing that was typed or read lies in the browser's profile.
// 2. A page that was left alone is covered, and what lies beneath cannot be reached.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import {
  accessible, base, done, held, launching, passphrase, sign_in, visitor, watched,
} from './visitor.mjs';

// Long and seldom, so that it is found wherever it was copied to.
const CANARY = 'kanarifuglen Zxqvjkw synger 8f3a61';

const ways = {
  async button(page) {
    await page.click('form[data-exit] button');
  },
  async keyboard(page) {
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Escape');
  },
  async no_script(page) {
    await page.click('form[data-exit] button');
  },
};

/** Every file under a folder that holds this text, as bytes of either encoding that Chromium writes. */
function holding(folder, text) {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath ?? file.path, file.name));
  return paths.filter((path) => wanted.some((bytes) => readFileSync(path).includes(bytes)));
}

/** What a page shows once it has come to rest: pages from the browser's memory are asked for again. */
async function shown(page) {
  await page.waitForLoadState('networkidle');
  return page.content();
}

async function leaves(way, login) {
  const profile = mkdtempSync(join(tmpdir(), 'fortrolig-profile-'));
  try {
    const javaScriptEnabled = way !== 'no_script';
    const context = await chromium.launchPersistentContext(profile, { ...launching, locale: 'nb-NO', javaScriptEnabled });
    const page = watched(await context.newPage());
    await sign_in(page, login);
    await page.goto(`${base}/cases/new`);
    const note = page.locator('textarea').first();
    await page.locator('details', { has: note }).locator('summary').first().click();
    await note.fill(CANARY);
    // Refused for what is missing, so that the page comes back with what was typed.
    await page.click('main form button[type=submit]');
    await page.waitForSelector('#feil');
    assert.equal(await note.inputValue(), CANARY);
    const session = (await context.cookies(base)).find((cookie) => cookie.name === '__Host-session').value;
    await ways[way](page);
    await page.waitForURL('**/exit');
    assert.ok(!(await page.content()).includes('Fortrolig'), 'the page after leaving says nothing');
    if (javaScriptEnabled) await accessible(page, 'the page after leaving');
    const kept = (await context.cookies(base)).map((cookie) => cookie.name);
    assert.ok(!kept.includes('__Host-session') && !kept.includes('__Host-device'), `kept: ${kept}`);
    for (let step = 0; step < 4; step += 1) {
      await page.goBack().catch(() => null);
      const body = await shown(page);
      assert.ok(!body.includes(CANARY) && !body.includes('action="/cases/new"'), `${way}: back shows ${page.url()}`);
    }
    // Whoever kept the token has nothing.
    const stolen = await fetch(`${base}/cases`, { headers: { cookie: `__Host-session=${session}` }, redirect: 'manual' });
    assert.equal(stolen.headers.get('location'), '/sign-in', 'the session is dead');
    await context.close();
    for (const secret of [CANARY, passphrase, session]) {
      assert.deepEqual(holding(profile, secret), [], `${way}: the profile holds what was typed`);
    }
    assert.notDeepEqual(holding(profile, 'localhost'), [], 'the search finds what is there');
    held(9);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

await leaves('button', 'radgiver01');
await leaves('keyboard', 'radgiver02');
await leaves('no_script', 'kompetanse01');

const page = await visitor('nb-NO');
await page.clock.install();
await page.clock.resume();
await sign_in(page, 'leder.oslo');
await page.goto(`${base}/cases`);
await page.clock.fastForward(59_000);
assert.ok(await page.isHidden('.cover'), 'not before a minute has gone');
await page.clock.fastForward(2_000);
await page.waitForSelector('.cover:not([hidden])');
assert.ok(await page.isHidden('main'), 'what lies beneath is not shown');
assert.equal(await page.evaluate(() => document.activeElement?.closest('.cover') !== null), true);
await accessible(page, 'the cover');
await page.keyboard.press('Tab');
const at = await page.evaluate(() => document.activeElement?.closest('main, header') === null);
assert.ok(at, 'the keyboard does not get beneath the cover');
await page.focus('.cover button');
await page.keyboard.press('Enter');
assert.ok(await page.isVisible('main'));
assert.ok(await page.isHidden('.cover'));
held(6);

await done('leaving');
