import fc from 'fast-check';

// CI says the same of the same commit: there, properties are tried on the same examples each time. Elsewhere they explore.
if (process.env['CI']) fc.configureGlobal({ seed: 20_261_122 });
