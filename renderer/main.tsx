// First, before any schema is made: see the module.
import './zod-config.ts';
import './client/page-policy.ts';
import { mount } from './app/mount.tsx';
import { mountRefusal } from './app/not-admitted.ts';
import { connect } from './client/connect.ts';

connect().then(mount, mountRefusal);
