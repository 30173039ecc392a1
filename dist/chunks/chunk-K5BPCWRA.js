import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function i(t,r,o=0){let e=t.padEnd(o);return{error:r.red(e),warning:r.yellow(e),notice:r.blue(e),off:r.dim(e)}[t]}export{i as a};
