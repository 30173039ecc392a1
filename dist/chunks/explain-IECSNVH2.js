import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import"./chunk-MOOPV5XM.js";import"./chunk-PGMZPJCF.js";var explain_default={usage:"",about:"x.",options:{},operands:{least:0,most:0},async run(){let{RULES}=await import("./rules-NAXVXE2K.js");return process.stdout.write(RULES.map(rule=>`${rule.meta.id}
`).join("")),0}};export{explain_default as default};
