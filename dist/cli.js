#!/usr/bin/env node
import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{VERSION}from"./chunks/chunk-FXUB5GYN.js";import"./chunks/chunk-PGMZPJCF.js";if(process.argv.length===3&&["--version","-v"].includes(process.argv[2]??""))process.stdout.write(`${VERSION}
`);else{let{runCommandLine}=await import("./chunks/run-command-line-MQQHI7HV.js");await runCommandLine(process.argv.slice(2))}
