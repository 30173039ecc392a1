import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e="dangerously-let-pull-requests-loosen-this-gate";export{e as a};
