// Journeys through the running demonstration, in a real browser. Usage: node journey.mjs BASE [SCREENSHOTS]
//
// 1. An adviser signs in by both steps and reaches "saved" by keyboard alone, in under a minute, in each language's
//    own words.
// 2. What a colleague may not see she does not find.
// 3. A statistician freezes a year, makes its release, and downloads it.
// 4. No page violates the content security policy or WCAG 2.2 A/AA as far as a program can tell.

import assert from 'node:assert/strict';
import {
  accessible, base, done, held, passphrase, picture, sign_in, tab_to, told_code, visitor,
} from './visitor.mjs';

async function by_keyboard_alone(locale, login, recorded) {
  const page = await visitor(locale);
  const started = Date.now();
  await page.goto(base);
  await tab_to(page, 'login');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase);
  await Promise.all([page.waitForURL('**/sign-in/factor'), page.keyboard.press('Enter')]);
  await tab_to(page, 'code');
  await page.keyboard.type(await told_code(page));
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
  held(2);
  await accessible(page, `the case (${locale})`);
  return page;
}

const adviser = await by_keyboard_alone('nb-NO', 'radgiver01', /Sak \S+ er registrert/);
const number = new URL(adviser.url()).pathname.split('/').pop();
await picture(adviser, 'case');
const colleague = await by_keyboard_alone('nn-NO', 'radgiver02', /Sak \S+ er registrert/);
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
held(3);

assert.equal((await colleague.goto(`${base}/cases/${number}`)).status(), 404);
await accessible(colleague, 'not found');
held();

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
held(2);
await picture(statistician, 'release');

for (const width of [320, 640]) {
  await adviser.setViewportSize({ width, height: 800 });
  for (const path of ['/cases', '/cases/new', `/cases/${number}`, '/counts', '/factors', '/sessions']) {
    await adviser.goto(base + path);
    await accessible(adviser, `${path} at ${width} pixels`);
  }
}

await adviser.click('form[action="/sign-out"] button');
await adviser.waitForURL('**/sign-in');
await adviser.goBack();
assert.ok(adviser.url().endsWith('/sign-in'), 'nothing is left behind the back button');
await accessible(adviser, 'the sign-in');
held();

await done('journey');
