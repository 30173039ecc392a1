import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var CannotLook=class extends Error{name="CannotLook"};function messageOf(thrown){return thrown instanceof Error?thrown.message:String(thrown)}export{CannotLook,messageOf};
