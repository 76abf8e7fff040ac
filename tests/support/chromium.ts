import { inject } from 'vitest';
import { type Browser, chromium } from 'playwright-core';

/** The path the run's setup found, or nothing on a machine without any Chromium. */
export const chromiumPath = (): string => inject('chromium');

/** Quiet, without its own network habits, and able to run as root in a container. */
const switches = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath(), args: switches });
