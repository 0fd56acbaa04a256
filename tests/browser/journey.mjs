// Journeys through the running demonstration, in a real browser. Usage: node journey.mjs BASE [SCREENSHOTS]
//
// 1. An adviser signs in and reaches "saved" by keyboard alone, in under a minute, in each language's own words.
// 2. What a colleague may not see she does not find.
// 3. A statistician freezes a year, makes its release, and downloads it.
// 4. No page violates the content security policy or WCAG 2.2 A/AA as far as a program can tell.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

const [base, screenshots] = process.argv.slice(2);
const passphrase = 'alt er oppdiktet her';
let checks = 0;

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

async function visitor(locale, viewport = { width: 1280, height: 900 }) {
  const context = await browser.newContext({ locale, viewport });
  const page = await context.newPage();
  page.on('console', (message) => {
    assert.ok(!/Content Security Policy|Refused to/.test(message.text()), message.text());
  });
  page.on('pageerror', (error) => assert.fail(error));
  return page;
}

async function sign_in(page, login) {
  await page.goto(`${base}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#passphrase', passphrase);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/sign-in')), page.keyboard.press('Enter')]);
  checks += 1;
}

async function accessible(page, what) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  assert.deepEqual(found.violations.map((v) => `${what}: ${v.id}: ${v.nodes[0]?.html}`), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  assert.ok(!wide, `${what} scrolls sideways`);
  checks += 2;
}

async function picture(page, name) {
  if (!screenshots) return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}/${name}.png` });
}

/** Tabs on until the focus is in a field of this name. */
async function tab_to(page, name) {
  for (let press = 0; press < 200; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.name || document.activeElement?.type || '');
    if (at === name) return;
  }
  assert.fail(`the keyboard does not reach ${name}`);
}

async function by_keyboard_alone(locale, login, recorded) {
  const page = await visitor(locale);
  const started = Date.now();
  await page.goto(base);
  await tab_to(page, 'login');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase);
  await Promise.all([page.waitForURL('**/cases'), page.keyboard.press('Enter')]);
  for (let press = 0; press < 50; press += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.getAttribute('href')) === '/cases/new') break;
  }
  await Promise.all([page.waitForURL('**/cases/new'), page.keyboard.press('Enter')]);
  for (const name of ['main_concern', 'gender', 'age_band']) {
    await tab_to(page, name);
    await page.keyboard.press('Space');
  }
  await tab_to(page, 'country');
  await page.keyboard.type('Syri');
  for (const name of ['location']) {
    await tab_to(page, name);
    await page.keyboard.press('Space');
  }
  await tab_to(page, 'referral');
  await page.keyboard.press('ArrowDown');
  for (const name of ['risk', 'duty_report', 'duty_avert']) {
    await tab_to(page, name);
    await page.keyboard.press('Space');
  }
  await Promise.all([page.waitForURL('**/cases/*?recorded'), page.keyboard.press('Enter')]);
  const seconds = (Date.now() - started) / 1000;
  const said = await page.textContent('[role=status]');
  assert.match(said, recorded);
  assert.ok(seconds < 60, `it took ${seconds} seconds`);
  checks += 2;
  await accessible(page, `the case (${locale})`);
  return page;
}

const adviser = await by_keyboard_alone('nb-NO', 'radgiver01', /Sak \S+ er registrert/);
const number = new URL(adviser.url()).pathname.split('/').pop();
await picture(adviser, 'case');
await by_keyboard_alone('nn-NO', 'radgiver02', /Sak \S+ er registrert/);
await by_keyboard_alone('en-GB', 'kompetanse01', /Case \S+ is registered/);

await adviser.goto(`${base}/cases`);
await accessible(adviser, 'the caseload');
assert.ok((await adviser.textContent('tbody')).includes(number));
await picture(adviser, 'caseload');
await adviser.goto(`${base}/cases/new`);
await accessible(adviser, 'the new case');
await picture(adviser, 'new-case');
await adviser.click('button:has-text("Registrer saken")');
await adviser.waitForSelector('#feil');
await accessible(adviser, 'the new case with errors');
assert.equal(await adviser.evaluate(() => document.activeElement?.id), 'feil');
await adviser.click('#feil a >> nth=0');
assert.equal(await adviser.evaluate(() => document.activeElement?.name), 'main_concern');
checks += 3;

const colleague = await visitor('nb-NO');
await sign_in(colleague, 'radgiver02');
assert.equal((await colleague.goto(`${base}/cases/${number}`)).status(), 404);
await accessible(colleague, 'not found');
checks += 1;

const statistician = await visitor('nb-NO');
await sign_in(statistician, 'statistiker1');
for (const path of ['/periods', '/releases', '/counts']) {
  assert.equal((await statistician.goto(base + path)).status(), 200, path);
  await accessible(statistician, path);
}
await statistician.goto(`${base}/periods`);
await statistician.click('form[action="/periods/MR/2025/freezing"] button');
await statistician.waitForSelector('form[action="/periods/MR/2025/release"] button');
await statistician.click('form[action="/periods/MR/2025/release"] button');
await statistician.waitForURL('**/releases/*');
await accessible(statistician, 'the release');
const release = await statistician.textContent('main');
assert.ok(/1.101/.test(release) && release.includes('781') && release.includes('305'), 'the published totals');
checks += 2;
await picture(statistician, 'release');

for (const width of [320, 640]) {
  const telephone = await visitor('nb-NO', { width, height: 800 });
  await sign_in(telephone, 'radgiver01');
  for (const path of ['/cases', '/cases/new', `/cases/${number}`, '/counts']) {
    await telephone.goto(base + path);
    await accessible(telephone, `${path} at ${width} pixels`);
  }
}

const leaving = await visitor('nb-NO');
await sign_in(leaving, 'radgiver01');
await leaving.click('form[action="/sign-out"] button');
await leaving.waitForURL('**/sign-in');
await leaving.goBack();
assert.ok(leaving.url().endsWith('/sign-in'), 'nothing is left behind the back button');
await accessible(leaving, 'the sign-in');
checks += 1;

await browser.close();
console.log(`${checks} passed, 0 failed`);
