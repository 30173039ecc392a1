import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import"./chunk-MOOPV5XM.js";import"./chunk-55CDFFVJ.js";var a={usage:"",about:"Lists the rules.",options:{},operands:{least:0,most:0},async run(){let{RULES:t}=await import("./rules-VVV5WW7Y.js");return process.stdout.write(t.map(o=>`${o.meta.id}
`).join("")),0}};export{a as default};
