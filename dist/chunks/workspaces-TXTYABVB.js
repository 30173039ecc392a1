import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-CEFY3JIW.js";import"./chunk-4XCXUP2J.js";import"./chunk-EXLYJFFW.js";import"./chunk-5NRFXBP4.js";import"./chunk-55CDFFVJ.js";export{a as expandWorkspaces};
