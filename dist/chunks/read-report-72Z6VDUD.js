import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-F4BC45MA.js";import"./chunk-W3ZV7W3I.js";import"./chunk-EXLYJFFW.js";import"./chunk-VSQWWPRD.js";import"./chunk-ZEGELDPW.js";import"./chunk-S2D7HTA5.js";import"./chunk-55CDFFVJ.js";export{a as readReport};
