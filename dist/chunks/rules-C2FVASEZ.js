import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import"./chunk-MOOPV5XM.js";import"./chunk-PGMZPJCF.js";var rules_default={usage:"",about:"Lists the rules.",options:{},operands:{least:0,most:0},async run(){let{RULES}=await import("./rules-NAXVXE2K.js");return process.stdout.write(RULES.map(rule=>`${rule.meta.id}
`).join("")),0}};export{rules_default as default};
