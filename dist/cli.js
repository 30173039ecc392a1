#!/usr/bin/env node
import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as s}from"./chunks/chunk-LY6KCPXD.js";import"./chunks/chunk-55CDFFVJ.js";if(process.argv.length===3&&["--version","-v"].includes(process.argv[2]??""))process.stdout.write(`${s}
`);else{let{runCommandLine:r}=await import("./chunks/run-command-line-S2CPWZOD.js");await r(process.argv.slice(2))}
