#!/usr/bin/env node
var e="0.1.0";if(process.argv.length===3&&["--version","-v"].includes(process.argv[2]??""))process.stdout.write(`${e}
`);else{let{openCommandLine:o}=await import("./seaworthy.js");await o(process.argv.slice(2))}
