import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a,b,c,d}from"./chunk-JFDDBGRU.js";import"./chunk-VSQWWPRD.js";import"./chunk-ZEGELDPW.js";import"./chunk-S2D7HTA5.js";import"./chunk-55CDFFVJ.js";export{a as PREDICATE_TYPE,d as predicateJsonSchema,c as predicateOf,b as predicateSchema};
