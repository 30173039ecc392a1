import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
function t(r){return`${JSON.stringify(r,null,2)}
`}export{t as a};
