import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b}from"./chunk-DHG6Q55I.js";import"./chunk-VSQWWPRD.js";import"./chunk-ZEGELDPW.js";import"./chunk-S2D7HTA5.js";import"./chunk-55CDFFVJ.js";export{b as reportJsonSchema,a as reportSchema};
