import fs from 'node:fs';

const usualPlaces = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  String.raw`${process.env['PROGRAMFILES']}\Google\Chrome\Application\chrome.exe`,
  String.raw`${process.env['PROGRAMFILES(X86)']}\Microsoft\Edge\Application\msedge.exe`,
];

/** Where a Chromium, Chrome or Edge lies on this machine; empty where there is none. */
export const findChromium = (): string => usualPlaces.find((place) => place && fs.existsSync(place)) ?? '';

/** Quiet, without its own network habits, and able to run as root in a container. */
export const chromiumSwitches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
