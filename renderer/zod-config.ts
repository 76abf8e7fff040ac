import { config } from 'zod';

// zod probes `new Function` when it loads schemas, which the content security policy reports. Import this module first.
config({ jitless: true });
