import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a}from"./chunk-PBX63GCP.js";import"./chunk-GKGBI6NU.js";import"./chunk-EXLYJFFW.js";import"./chunk-VSQWWPRD.js";import"./chunk-MW4SLAMB.js";import"./chunk-EBKLOZVG.js";import"./chunk-55CDFFVJ.js";export{a as readReport};
