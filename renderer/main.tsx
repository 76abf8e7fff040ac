// First, before any schema is made: see the module.
import './zod-config.ts';
import './client/page-policy.ts';
import { mount, mountPhone } from './app/mount.tsx';
import { mountRefusal } from './app/not-admitted.ts';
import { connect } from './client/connect.ts';

// The host says so in the page it serves on the shop's network.
if (document.querySelector('meta[name="shopwright-door"][content="phone"]')) mountPhone();
else connect().then(mount, mountRefusal);
