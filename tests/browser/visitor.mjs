// Visitors to the running demonstration, in Debian's Chromium, and what every page must be.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const [base, screenshots] = process.argv.slice(2);
export const passphrase = 'alt er oppdiktet her';
export const launching = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
};
let checks = 0;
let browser;

/** Counts what was seen to hold. */
export function held(number = 1) {
  checks += number;
}

/** A page that fails on whatever its content security policy or its scripts complain of. */
export function watched(page) {
  page.on('console', (message) => {
    assert.ok(!/Content Security Policy|Refused to/.test(message.text()), message.text());
  });
  page.on('pageerror', (error) => assert.fail(error));
  return page;
}

export async function visitor(locale, viewport = { width: 1280, height: 900 }, more = {}) {
  browser ??= await chromium.launch(launching);
  const context = await browser.newContext({ locale, viewport, ...more });
  return watched(await context.newPage());
}

/** The first step of two. */
export async function passphrase_typed(page, login, at = base) {
  await page.goto(`${at}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#passphrase', passphrase);
  await Promise.all([page.waitForURL('**/sign-in/factor'), page.keyboard.press('Enter')]);
}

/** Waits until there is another one-time code than the one that was just used. */
export function next_code() {
  return new Promise((done) => { setTimeout(done, 30_000 - (Date.now() % 30_000) + 300); });
}

/** The code of now, as the demonstration's page tells it. */
export async function told_code(page) {
  return (await page.textContent('.demonstrated')).match(/\d{3} ?\d{3}/)[0];
}

/** The second step, by code; once more when somebody has just used the code of now. */
export async function code_shown(page) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await page.fill('#code', await told_code(page));
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    if (!page.url().endsWith('/sign-in/factor')) return;
    await next_code();
    await page.goto(`${base}/sign-in/factor`);
  }
  assert.fail('the code is refused');
}

export async function sign_in(page, login) {
  await passphrase_typed(page, login);
  await code_shown(page);
  held();
}

export async function accessible(page, what) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(found.violations.map((v) => `${what}: ${v.id}: ${v.nodes[0]?.html}`), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  assert.ok(!wide, `${what} scrolls sideways`);
  held(2);
}

export async function picture(page, name) {
  if (!screenshots) return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}/${name}.png` });
}

/** Tabs on until the focus is in a field of this name. */
export async function tab_to(page, name) {
  for (let press = 0; press < 200; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.name || document.activeElement?.type || '');
    if (at === name) return;
  }
  assert.fail(`the keyboard does not reach ${name}`);
}

/** The end of a story. */
export async function done(what) {
  await browser?.close();
  console.log(`${what}: ${checks} passed, 0 failed`);
}
