import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{COMMANDS,loadCommand}from"./chunk-EYRZENFD.js";import{FORMAT_NAMES}from"./chunk-M6AFNLQV.js";import{wrapAnsi}from"./chunk-ETU5PA2P.js";import"./chunk-J767LE3Y.js";import"./chunk-PGMZPJCF.js";var TITLE="seaworthy: the last look at an npm package before it is published",EXIT_STATUS="Exit status: 0 may be published, 1 must not, 2 could not be judged.";async function generalHelp(width){let{default:check}=await loadCommand("check"),loaded=await Promise.all(Object.entries(COMMANDS).map(async([name,{summary,load}])=>{let{usage}=(await load()).default;return[`seaworthy ${name==="check"?"[check]":name} ${shortened(usage)}`.trimEnd(),summary]}));return[`${TITLE}
`,table(loaded,width),`Targets are package folders (default: .), .tgz files and published versions (name@version).
`,table(optionRows(check.options),width),`Formats: ${FORMAT_NAMES.join(", ")}. Options of a command: seaworthy <command> --help`,EXIT_STATUS,""].join(`
`)}function commandHelp(name,command,width){let options=optionRows(command.options);return[`${`seaworthy ${name} ${command.usage}`.trimEnd()}${options.length>0?" [options]":""}
`,`${wrapAnsi(command.about,Math.min(width,100))}
`,...options.length>0?[table(options,width)]:[],"More: seaworthy --help",""].join(`
`)}function shortened(usage){return usage.replace(/ --.*$/," …")}function optionRows(options){return Object.entries(options).map(([name,{short,value,help}])=>[`${short===void 0?"    ":`-${short}, `}--${name}${value===void 0?"":` ${value}`}`,help])}function table(rows,width){let column=Math.max(...rows.map(([left])=>left.length))+3;return`${rows.flatMap(([left,right])=>{let room=Math.max(24,Math.min(width,110)-column-2);return wrapAnsi(right,room).split(`
`).map((line,index)=>`  ${(index===0?left:"").padEnd(column)}${line}`)}).join(`
`)}
`}export{commandHelp,generalHelp};
