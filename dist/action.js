import{openAction as s}from"./seaworthy.js";var t=await s(process.argv.slice(2));process.stdout.write("",()=>process.exit(t));
