import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var r=class extends Error{name="CannotLook"};function n(e){return e instanceof Error?e.message:String(e)}export{r as a,n as b};
