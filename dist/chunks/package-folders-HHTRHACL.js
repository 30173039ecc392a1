import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-B2TUDBSF.js";import"./chunk-TV44UM2X.js";import"./chunk-55CDFFVJ.js";export{a as findCheckout};
